import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aGroup } from './contract/fixtures.ts';
import { openStore } from './open-store.ts';
import { WalFlush } from './wal-flush.ts';

let changes: number;
let finish: (() => void)[];
let flush: WalFlush;
const file = { datasync: () => new Promise<void>((done) => finish.push(done)), close: async () => undefined }; // prettier-ignore

beforeEach(() => {
  changes = 0;
  finish = [];
  flush = new WalFlush(
    'x',
    () => changes,
    () => Promise.resolve(file),
  );
});
afterEach(async () => {
  const closing = flush.close();
  for (;;) {
    for (const done of finish.splice(0)) done();
    if (await Promise.race([closing.then(() => true), turn(false)])) return;
  }
});

/** Whether it has resolved by now. */
const isDone = async (promise: Promise<unknown>) => {
  for (let i = 0; i < 5; i += 1) await turn();
  return Promise.race([promise.then(() => true), turn(false)]);
};

test('whoever waits is answered after the flush, and one flush serves all who wait', async () => {
  changes = 1;
  const waiting = Promise.all([flush.settled(), flush.settled(), flush.settled()]);
  expect(await isDone(waiting)).toBe(false);
  expect(finish).toHaveLength(1);
  finish[0]?.();
  expect(await isDone(waiting)).toBe(true);
});

test('what was committed while a flush was under way waits for the next one', async () => {
  changes = 1;
  const first = flush.settled();
  await turn();
  changes = 2;
  const second = flush.settled();
  const third = flush.settled();
  finish[0]?.();
  expect(await isDone(first)).toBe(true);
  expect(await isDone(second)).toBe(false);
  expect(finish).toHaveLength(2);
  finish[1]?.();
  expect(await isDone(Promise.all([second, third]))).toBe(true);
});

test('nothing is flushed when nothing was written', async () => {
  expect(await isDone(flush.settled())).toBe(true);
  expect(finish).toHaveLength(0);
});

test('a real store flushes what it commits, and closes', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'canopy-flush-'));
  const store = await openStore({ file: path.join(dir, 'canopy.db') });
  await store.transaction((tx) => tx.groups.add(aGroup('g')));
  await store.close();
  const again = await openStore({ file: path.join(dir, 'canopy.db') });
  expect(await again.groups.find('g')).not.toBeNull();
  await again.close();
  rmSync(dir, { recursive: true });
});
