import SqliteDatabase from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aGroup } from './contract/index.ts';
import { openDatabase, openStore } from './open-store.ts';
import { NewerDatabase, UnreadableDatabase } from './unreadable.ts';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'canopy-open-'));
  file = path.join(folder, 'deep', 'canopy.db');
});
afterEach(() => rm(folder, { recursive: true }));

async function filled(): Promise<void> {
  const store = await openStore({ file });
  for (let i = 0; i < 200; i++)
    await store.groups.add(aGroup(`g${String(i)}`, { serviceName: 'x'.repeat(500) }));
  await store.close();
}

/** Opening must throw `kind` and leave every byte as it was. */
async function refused(kind: typeof UnreadableDatabase | typeof NewerDatabase): Promise<void> {
  const before = await readFile(file);
  const opening = openStore({ file });
  await expect(opening).rejects.toBeInstanceOf(kind);
  await expect(opening).rejects.toThrow(/^(The|This) database .+\.$/s);
  expect((await readFile(file)).equals(before)).toBe(true);
}

describe('a new file', () => {
  test('is made whole, with its folder, for this account only, and nothing beside it', async () => {
    await (await openStore({ file })).close();
    expect(await readdir(path.dirname(file))).toEqual(['canopy.db']);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('keeps what was written when opened again', async () => {
    await filled();
    const store = await openStore({ file });
    expect(await store.groups.all()).toHaveLength(200);
    await store.close();
  });

  test('writes through to the disk, erases what it deletes, and keeps its references', async () => {
    const db = await openDatabase({ file });
    const pragma = async (name: string) => {
      const { rows } = await db.executeQuery<Record<string, unknown>>(
        (await import('kysely')).CompiledQuery.raw(`pragma ${name}`),
      );
      return Object.values(rows[0] ?? {})[0];
    };
    expect(await pragma('journal_mode')).toBe('wal');
    // NORMAL: `WalFlush` does the rest before anybody is told.
    expect(await pragma('synchronous')).toBe(1);
    expect(await pragma('secure_delete')).toBe(1);
    expect(await pragma('foreign_keys')).toBe(1);
    expect(await pragma('busy_timeout')).toBe(1000);
    await db.destroy();
  });
});

describe('a file that cannot be trusted is refused and untouched', () => {
  test.each([0.5, 0.9, 0.05])('cut to %f of its length', async (share) => {
    await filled();
    await truncate(file, Math.floor((await stat(file)).size * share));
    await refused(UnreadableDatabase);
  });

  test('cut to nothing', async () => {
    await filled();
    await truncate(file, 0);
    await refused(UnreadableDatabase);
  });

  test('overwritten in its middle', async () => {
    await filled();
    const bytes = await readFile(file);
    await writeFile(file, bytes.fill(0xab, 4096 * 3, 4096 * 60));
    await refused(UnreadableDatabase);
  });

  test('not a database at all', async () => {
    await filled();
    await writeFile(file, 'Dear all, the spring session is on Tuesday.'.repeat(200));
    await refused(UnreadableDatabase);
  });

  test('another program’s database', async () => {
    await filled();
    await rm(file);
    const other = new SqliteDatabase(file);
    other.exec('create table notes (text text)');
    other.close();
    await refused(UnreadableDatabase);
  });

  test('written by a newer Canopy', async () => {
    await filled();
    const newer = new SqliteDatabase(file);
    newer.exec(`insert into kysely_migration values ('9000-later', '2030-01-01T00:00:00.000Z')`);
    newer.close();
    await refused(NewerDatabase);
  });

  test('gone, with its newest entries left behind', async () => {
    await filled();
    await rm(file);
    await writeFile(`${file}-wal`, 'the newest entries');
    await expect(openStore({ file })).rejects.toBeInstanceOf(UnreadableDatabase);
    expect(existsSync(file)).toBe(false);
    expect(await readFile(`${file}-wal`, 'utf8')).toBe('the newest entries');
  });
});

test('rows deleted are gone from the bytes of the file', async () => {
  const store = await openStore({ file });
  await store.intents.record('i', 'seat:a', 's', 'canary-in-the-reply');
  await store.intents.forget('s');
  await store.close();
  expect((await readFile(file)).includes('canary-in-the-reply')).toBe(false);
});

test('a folder that cannot be written to is an error of its own, not damage', async () => {
  await filled();
  await chmod(file, 0o000);
  const opening = openStore({ file });
  // Root may open anything; anybody else gets the system's own reason.
  if (process.getuid?.() === 0) await (await opening).close();
  else await expect(opening).rejects.not.toBeInstanceOf(UnreadableDatabase);
});
