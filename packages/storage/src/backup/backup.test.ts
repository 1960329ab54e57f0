import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aGroup, plantBoard } from '../contract/index.ts';
import { holdFolder } from '../folder-hold.ts';
import { openStore } from '../open-store.ts';
import type { Store } from '../ports/store.ts';
import { MANIFEST, readManifest } from './manifest.ts';
import { restoreBackup } from './restore-backup.ts';
import { takeBackup } from './take-backup.ts';

let folder = '';
let data = '';
let kept = '';
let fresh = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'canopy-backup-'));
  data = path.join(folder, 'data');
  kept = path.join(folder, 'kept');
  fresh = path.join(folder, 'fresh');
});
afterEach(() => rm(folder, { recursive: true }));

const quiet = (): void => undefined;
const sqlite = (place: string) => ({ database: 'sqlite' as const, folder: place });
const backup = () => takeBackup(sqlite(data), kept, quiet);
const restore = (into = fresh) => restoreBackup(kept, sqlite(into), quiet);
const open = (place: string): Promise<Store> => openStore({ file: path.join(place, 'canopy.db') });

async function written(): Promise<void> {
  const store = await open(data);
  await plantBoard(store);
  await store.close();
}

async function everything(place: string): Promise<Record<string, string>> {
  const names = await readdir(place);
  const entries = names.map(async (name) => [
    name,
    (await readFile(path.join(place, name))).toString('latin1'),
  ]);
  return Object.fromEntries(await Promise.all(entries)) as Record<string, string>;
}

describe('a backup', () => {
  test('taken while another process writes holds all that was acknowledged before it began, and nothing half', async () => {
    const store = await open(data);
    await plantBoard(store);
    // Enough pages for many steps, so that writes fall between them.
    for (let n = 0; n < 40; n += 1)
      await store.boards.append('board', new Uint8Array(250_000).fill(n));
    await store.close();
    const fixture = new URL('../fixtures/writer.ts', import.meta.url).pathname;
    const writer = spawn(process.execPath, [fixture, path.join(data, 'canopy.db'), 'r']);
    let said = '';
    writer.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    await expect.poll(() => said.split('\n').length, { timeout: 20_000 }).toBeGreaterThan(20);
    const before = said.split('\n').slice(0, -1);
    const steps: number[] = [];
    await takeBackup(sqlite(data), kept, (what, share) => {
      if (what.startsWith('copying')) steps.push(share);
    });
    const during = said.split('\n').length - before.length;
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    expect(during).toBeGreaterThan(1);
    expect(steps.length).toBeGreaterThan(2);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));

    await restore();
    const restored = await open(fresh);
    const log = (await restored.boards.load('board'))?.log ?? [];
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, n) => n + 1));
    const texts = new Set(log.slice(40).map(({ update }) => new TextDecoder().decode(update)));
    expect(before.filter((id) => !texts.has(id))).toEqual([]);
    for (const id of texts) expect(await restored.intents.replyTo(id, 'seat:a')).toBe(id);
    await restored.close();
  }, 60_000);

  test('is taken beside a running host, and for this account only', async () => {
    await written();
    const hold = await holdFolder(data);
    await backup();
    hold.release();
    expect((await readdir(kept)).sort()).toEqual(['canopy.db', MANIFEST]);
    expect((await stat(kept)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(kept))
      expect((await stat(path.join(kept, name))).mode & 0o777).toBe(0o600);
  });

  test('says what it holds, of which version and when', async () => {
    await written();
    const manifest = await backup();
    expect(readManifest(kept)).toEqual(manifest);
    expect(manifest).toMatchObject({ format: 1, canopy: '0.1.0', database: 'sqlite' });
    expect(Date.now() - Date.parse(manifest.takenAt)).toBeLessThan(60_000);
  });

  test('holds nothing that was taken away before it', async () => {
    const store = await open(data);
    await store.intents.record('i', 'seat:a', 's', 'canary-in-the-reply');
    await store.intents.forget('s');
    await backup();
    await store.close();
    expect(Object.values(await everything(kept)).join('')).not.toContain('canary-in-the-reply');
  });

  test('never lands on an older one', async () => {
    await written();
    await backup();
    const before = await everything(kept);
    await expect(backup()).rejects.toThrow(/is not empty.*no older backup is lost/);
    expect(await everything(kept)).toEqual(before);
  });

  test('of nothing is refused, and of a damaged database, leaving no half of one', async () => {
    await expect(backup()).rejects.toThrow(/^There is no database at .*canopy\.db\.$/);
    await written();
    const file = path.join(data, 'canopy.db');
    const bytes = await readFile(file);
    await writeFile(file, bytes.fill(0xab, 4096 * 5, 4096 * 12));
    await expect(backup()).rejects.toThrow(/damaged|malformed/);
    expect(await readdir(kept)).toEqual([]);
  });
});

describe('restoring', () => {
  beforeEach(async () => {
    await written();
    await backup();
  });

  test('gives the same data in a place of its own, for this account only', async () => {
    await restore();
    const [before, after] = [await open(data), await open(fresh)];
    expect(await after.groups.all()).toEqual(await before.groups.all());
    expect(await after.sessions.all(null)).toEqual(await before.sessions.all(null));
    await Promise.all([before.close(), after.close()]);
    expect((await stat(fresh)).mode & 0o777).toBe(0o700);
    expect((await stat(path.join(fresh, 'canopy.db'))).mode & 0o777).toBe(0o600);
  });

  test('makes every browser throw away what it holds of a board, each time anew', async () => {
    const epochIn = async (place: string) => {
      const store = await open(place);
      const board = await store.boards.find('board');
      await store.close();
      return board?.epoch ?? 0;
    };
    await restore();
    const first = await epochIn(fresh);
    expect(first).toBeGreaterThan(await epochIn(data));
    await rm(kept, { recursive: true });
    await takeBackup(sqlite(fresh), kept, quiet);
    await restore(`${fresh}-again`);
    expect(await epochIn(`${fresh}-again`)).toBeGreaterThan(first);
  });

  test('refuses a backup in which one byte is another', async () => {
    const file = path.join(kept, 'canopy.db');
    const bytes = await readFile(file);
    bytes[bytes.length - 9] = (bytes.at(-9) ?? 0) ^ 1;
    await writeFile(file, bytes);
    await expect(restore()).rejects.toThrow(/is not as it was when the backup was taken/);
    await expect(stat(fresh)).rejects.toThrow('ENOENT');
  });

  test('refuses one that was cut short, one with a file gone, and one it cannot read', async () => {
    const manifest = path.join(kept, MANIFEST);
    const text = await readFile(manifest, 'utf8');
    await writeFile(manifest, 'half of');
    await expect(restore()).rejects.toThrow('not one that this Canopy can read');
    await writeFile(manifest, text.replace('canopy.db', '../canopy.db'));
    await expect(restore()).rejects.toThrow('not one that this Canopy can read');
    await rm(manifest);
    await expect(restore()).rejects.toThrow('one that was cut short');
    await writeFile(manifest, text);
    await rm(path.join(kept, 'canopy.db'));
    await expect(restore()).rejects.toThrow('canopy.db is missing');
  });

  test('refuses what a newer Canopy left', async () => {
    const manifest = path.join(kept, MANIFEST);
    const text = await readFile(manifest, 'utf8');
    await writeFile(manifest, text.replace('"steps": [', '"steps": [\n"9000-later",'));
    await expect(restore()).rejects.toThrow(/newer version of Canopy \(it holds step 9000-later\)/);
  });

  test('changes nothing where something is already', async () => {
    const before = await everything(data);
    await expect(restore(data)).rejects.toThrow(/is not empty\. Nothing was changed/);
    expect(await everything(data)).toEqual(before);
    await writeFile(path.join(folder, 'a-file'), '');
    await expect(restore(path.join(folder, 'a-file'))).rejects.toThrow('is not a folder');
  });

  test('of one kind of database into the other is refused', async () => {
    const postgres = { database: 'postgres' as const, url: 'postgres://localhost:1/x' };
    await expect(restoreBackup(kept, postgres, quiet)).rejects.toThrow('name a folder');
  });
});

describe('the command', () => {
  const command = new URL('./command.ts', import.meta.url).pathname;
  async function run(...args: string[]): Promise<{ code: unknown; said: string }> {
    const child = spawn(process.execPath, [command, ...args], {
      env: { ...process.env, CANOPY_DATA: data, INIT_CWD: folder, DATABASE_URL: undefined },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [code] = (await once(child, 'close')) as [unknown];
    return { code, said };
  }

  test('says how far it is and where the backup is, from the folder it was typed in', async () => {
    await written();
    const taken = await run('backup', 'kept');
    expect(taken).toMatchObject({ code: 0 });
    expect(taken.said).toMatch(/canopy: copying the database: 100 %\n/);
    expect(taken.said).toMatch(/canopy: the backup is in .*kept \(\d+\.\d MiB, Canopy 0\.1\.0/);
    const back = await run('restore', 'kept', '--into', 'fresh');
    expect(back).toMatchObject({ code: 0 });
    expect(back.said).toContain(`Start the host with CANOPY_DATA=${fresh}.`);
    expect(await readdir(fresh)).toContain('canopy.db');
  });

  test('ends with one sentence and no stack when it cannot go on', async () => {
    for (const args of [
      ['restore', 'kept'],
      ['rescue', 'x'],
    ]) {
      const { code, said } = await run(...args);
      expect(code).toBe(1);
      expect(said).toMatch(/^canopy: Say /);
      expect(said).not.toMatch(/\n\s+at /);
    }
    const { code, said } = await run('restore', 'nowhere', '--into', 'fresh');
    expect([code, said.split('\n').length]).toEqual([1, 2]);
  });
});

test('a folder that was open to others is closed before anything is put in it', async () => {
  const store = await open(data);
  await store.groups.add(aGroup('g'));
  await store.close();
  await takeBackup(sqlite(data), kept, quiet);
  const wide = await mkdtemp(path.join(folder, 'wide-'));
  await chmod(wide, 0o755);
  await restore(wide);
  expect((await stat(wide)).mode & 0o777).toBe(0o700);
});
