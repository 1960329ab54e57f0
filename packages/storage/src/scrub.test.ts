import SqliteDatabase from 'better-sqlite3';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plantBoard } from './contract/index.ts';
import { openStore } from './open-store.ts';
import type { Store } from './ports/store.ts';

const MARKER = 'canary-on-a-leaf';
let folder = '';
let file = '';
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'canopy-scrub-'));
  file = path.join(folder, 'canopy.db');
  store = await openStore({ file });
  await plantBoard(store);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** How many files of the folder hold these words. */
async function filesWith(words: string): Promise<string[]> {
  const names = await readdir(folder);
  const found = await Promise.all(
    names.map(async (name) => (await readFile(path.join(folder, name))).includes(words)),
  );
  return names.filter((_, n) => found[n]);
}

/** A leaf is written, and taken away again by a snapshot without it: what compaction does. */
async function writeAndTakeAway(): Promise<void> {
  const words = new TextEncoder().encode(MARKER.repeat(40));
  const seq = await store.transaction((tx) => tx.boards.append('board', words));
  await store.boards.saveSnapshot('board', seq, new Uint8Array([1]));
}

test('deleted words are still in the log beside the database; after a scrub they are in no file', async () => {
  await writeAndTakeAway();
  expect(await filesWith(MARKER)).toEqual(['canopy.db-wal']);
  expect(await store.scrub()).toBe(true);
  expect(await filesWith(MARKER)).toEqual([]);
  expect((await stat(`${file}-wal`)).size).toBe(0);
});

test('people write on while it runs, and nothing of theirs is lost', async () => {
  await writeAndTakeAway();
  let scrubbing = true;
  // Asked again when it says that it could not: it does not insist for longer than people may wait.
  const scrub = scrubbed().finally(() => (scrubbing = false));
  let written = 0;
  while (scrubbing) {
    await store.transaction((tx) => tx.boards.append('board', new Uint8Array([written % 250])));
    written += 1;
    await turn();
  }
  await scrub;
  expect(written).toBeGreaterThan(5);
  await store.close();
  store = await openStore({ file });
  expect((await store.boards.load('board'))?.log).toHaveLength(written);
});

async function scrubbed(): Promise<void> {
  while (!(await store.scrub())) await turn();
}

test('while somebody reads, a backup say, it is not done and says so; afterwards it is', async () => {
  await writeAndTakeAway();
  const reader = new SqliteDatabase(file, { readonly: true });
  reader.exec('begin');
  reader.prepare('select count(*) from board').get();
  await store.transaction((tx) => tx.boards.append('board', new Uint8Array([1])));
  expect(await store.scrub()).toBe(false);
  reader.close();
  expect(await store.scrub()).toBe(true);
  expect(await filesWith(MARKER)).toEqual([]);
});

test('a store in memory has no files to leave words in', async () => {
  const memory = await openStore({ memory: true });
  expect(await memory.scrub()).toBe(true);
  await memory.close();
});
