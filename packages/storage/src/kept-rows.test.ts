import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aGroup } from './contract/fixtures.ts';
import { openDatabase, openStore } from './open-store.ts';
import type { Store } from './ports/store.ts';

let dir: string;
let file: string;
let store: Store;
beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'canopy-kept-'));
  file = path.join(dir, 'canopy.db');
  store = await openStore({ file });
  await store.groups.add(aGroup('g', { cadence: 'quarterly' }));
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true });
});
const cadence = async (from: Store = store) => (await from.groups.find('g'))?.cadence;
const change = async (to: Store, cadence: 'monthly' | 'quarterly') =>
  void (await to.groups.change(aGroup('g', { cadence })));

test('an answer is remembered, and nobody can change it for the others', async () => {
  const once = await store.groups.find('g');
  expect(await store.groups.find('g')).toBe(once);
  expect(() => Reflect.set(once ?? {}, 'cadence', 'monthly')).not.toThrow();
  expect(await cadence()).toBe('quarterly');
});

test('a change is seen by the very next question', async () => {
  expect(await cadence()).toBe('quarterly');
  await change(store, 'monthly');
  expect(await cadence()).toBe('monthly');
});

test('nothing asked for and not there is remembered as missing after it came', async () => {
  expect(await store.groups.find('later')).toBeNull();
  await store.groups.add(aGroup('later'));
  expect(await store.groups.find('later')).not.toBeNull();
});

test('a transaction sees its own change, others see it only when it is committed', async () => {
  expect(await cadence()).toBe('quarterly');
  await store.transaction(async (tx) => {
    await change(tx, 'monthly');
    expect(await cadence(tx)).toBe('monthly');
  });
  expect(await cadence()).toBe('monthly');
});

test('what was rolled back was never so', async () => {
  expect(await cadence()).toBe('quarterly');
  const failed = store.transaction(async (tx) => {
    await change(tx, 'monthly');
    expect(await cadence(tx)).toBe('monthly');
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  expect(await cadence()).toBe('quarterly');
});

test('the transaction after a commit never reads what was true before it', async () => {
  const seen: (string | undefined)[] = [];
  const first = store.transaction((tx) => change(tx, 'monthly'));
  const second = store.transaction(async (tx) => void seen.push(await cadence(tx)));
  await Promise.all([first, second]);
  expect(seen).toEqual(['monthly']);
});

test('what another program wrote to the file is noticed: at once in a transaction, soon outside', async () => {
  expect(await cadence()).toBe('quarterly');
  const other = await openDatabase({ file });
  await other.updateTable('member_group').set({ cadence: 'monthly' }).execute();
  expect(await store.transaction((tx) => cadence(tx))).toBe('monthly');
  await other.updateTable('member_group').set({ cadence: 'quarterly' }).execute();
  await other.destroy();
  await wait(80);
  expect(await cadence()).toBe('quarterly');
});

test('a room that everybody has left is not remembered for ever', async () => {
  const found = await store.groups.find('g');
  expect(await store.groups.find('g')).toBe(found);
  await store.scrub();
  const again = await store.groups.find('g');
  expect(again).toEqual(found);
  expect(again).not.toBe(found);
});
