import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FolderInUse, HOLD_FILE, holdFolder } from './folder-hold.ts';
import { openStore } from './open-store.ts';
import { UnreadableDatabase } from './unreadable.ts';

const holder = new URL('./fixtures/holder.ts', import.meta.url).pathname;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'canopy-hold-'));
});
afterEach(() => rm(folder, { recursive: true }));

const soon = { withinMs: 120 };

describe('one host to a folder', () => {
  test('a second one is refused, until the first lets go', async () => {
    const first = await holdFolder(folder);
    await expect(holdFolder(folder, soon)).rejects.toBeInstanceOf(FolderInUse);
    first.release();
    first.release();
    (await holdFolder(folder, soon)).release();
  });

  test('one that is stopping is waited for, and the wait is told once', async () => {
    const first = await holdFolder(folder);
    let told = 0;
    setTimeout(() => first.release(), 200);
    const second = await holdFolder(folder, { onWait: () => (told += 1) });
    expect(told).toBe(1);
    second.release();
  });

  test('another folder is nobody’s business', async () => {
    const other = await mkdtemp(path.join(tmpdir(), 'canopy-hold-'));
    const holds = [await holdFolder(folder), await holdFolder(other, soon)];
    for (const hold of holds) hold.release();
    await rm(other, { recursive: true });
  });

  test('kill -9 ends it at once and leaves nothing that stands in the way', async () => {
    for (let round = 0; round < 3; round += 1) {
      const child = spawn(process.execPath, [holder, folder]);
      await once(child.stdout, 'data');
      await expect(holdFolder(folder, soon)).rejects.toBeInstanceOf(FolderInUse);
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const after = await holdFolder(folder, { withinMs: 0 });
    expect(await readdir(folder)).toEqual([HOLD_FILE]);
    after.release();
  }, 30_000);

  test('a tool that opens the database beside a running host is not held up', async () => {
    const hold = await holdFolder(folder);
    const store = await openStore({ file: path.join(folder, 'canopy.db') });
    expect(await store.isReady()).toBe(true);
    await store.close();
    hold.release();
  });

  test('a file of that name which is something else is left alone and named', async () => {
    await writeFile(path.join(folder, HOLD_FILE), 'Dear all, '.repeat(200));
    await expect(holdFolder(folder, soon)).rejects.toBeInstanceOf(UnreadableDatabase);
  });
});
