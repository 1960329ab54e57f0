import { openStore, type Store } from '@canopy/storage';
import { beforeEach, expect, test } from 'vitest';
import { createCommits, type Commits } from './commits.ts';

let store: Store;
let commits: Commits;
let groups: number[];
beforeEach(async () => {
  store = await openStore({ memory: true });
  groups = [];
  commits = createCommits({ store, committed: (size) => void groups.push(size) });
});

const no = (): void => undefined;
const keep = (id: string, takenBack = no) =>
  commits.run('session', (tx) => tx.intents.record(id, 'seat:one', null, '{}'), takenBack);
const isKept = async (id: string) => (await store.intents.replyTo(id, 'seat:one')) !== null;

test('what comes in one moment is committed together, in the order it came', async () => {
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      commits.run('session', () => Promise.resolve(void order.push(i)), no),
    ),
  );
  expect(groups).toEqual([40]);
  expect(order).toEqual(Array.from({ length: 40 }, (_, i) => i));
});

test('one that throws takes back its own work and nobody else’s', async () => {
  let takenBack = 0;
  const refused = commits.run(
    'session',
    async (tx) => {
      await tx.intents.record('refused', 'seat:one', null, '{}');
      throw new Error('no');
    },
    () => (takenBack += 1),
  );
  const [before, failed, after] = await Promise.allSettled([
    keep('before'),
    refused,
    keep('after'),
  ]);
  expect([before.status, failed.status, after.status]).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect(takenBack).toBe(1);
  expect(await isKept('before')).toBe(true);
  expect(await isKept('refused')).toBe(false);
  expect(await isKept('after')).toBe(true);
});

test('it is known to be taken back before the next one runs', async () => {
  const seen: string[] = [];
  const refused = commits.run(
    'session',
    () => Promise.reject(new Error('no')),
    () => seen.push('taken back'),
  );
  const next = commits.run('session', () => Promise.resolve(void seen.push('next')), no);
  await Promise.allSettled([refused, next]);
  expect(seen).toEqual(['taken back', 'next']);
});

test('nobody is told yes when the commit itself fails', async () => {
  const full: Store = {
    ...store,
    transaction: (work) =>
      store.transaction(async (tx) => {
        await work(tx);
        throw new Error('the disk is full');
      }),
  };
  commits = createCommits({ store: full });
  let takenBack = 0;
  const all = await Promise.allSettled(
    ['a', 'b', 'c'].map((id) => keep(id, () => (takenBack += 1))),
  );
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(takenBack).toBe(3);
  expect(await isKept('a')).toBe(false);
  commits = createCommits({ store });
  await keep('a');
  expect(await isKept('a')).toBe(true);
});

test('nothing is left waiting', async () => {
  const asked = Promise.all(Array.from({ length: 600 }, (_, i) => keep(`${i}`)));
  expect(commits.waiting).toBe(600);
  await asked;
  expect(commits.waiting).toBe(0);
  expect(groups.reduce((sum, size) => sum + size, 0)).toBe(600);
  expect(Math.max(...groups)).toBeLessThanOrEqual(256);
});
