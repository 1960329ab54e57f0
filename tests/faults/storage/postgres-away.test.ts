import { isStorageFault, openStore, type Store } from '@canopy/storage';
import { plantBoard } from '@canopy/storage/contract';
import { freshDatabase } from '@canopy/storage/fresh-database';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { count } from '../../support/fault-counts.ts';
import { ownPostgres, type OwnService } from '../../support/services.ts';

const KILLS = 3;
let postgres: OwnService;
let database: string;
let store: Store;
beforeAll(async () => {
  postgres = await ownPostgres();
});
beforeEach(async () => {
  ({ url: database } = await freshDatabase({ server: postgres.url }));
  store = await openStore({ postgres: database });
  await plantBoard(store);
});
afterEach(() => store?.close());
afterAll(() => postgres?.stop());

const failure = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => null,
    (error: unknown) => error,
  );
const one = new Uint8Array([1]);
const append = () => store.transaction((tx) => tx.boards.append('board', one), 'session');

test.each(['SIGKILL', 'SIGINT'] as const)(
  'Postgres away (%s) is said plainly, ends nobody’s process, and heals by itself',
  async (signal) => {
    // Many idle connections break at once: each says so as an event that must be heard.
    await Promise.all(Array.from({ length: 20 }, () => store.boards.find('board')));
    expect(await append()).toBe(1);
    await postgres.kill(signal);
    const errors = await Promise.all(
      [append(), store.boards.load('board'), store.groups.all()].map(failure),
    );
    expect(errors.map(isStorageFault)).toEqual([true, true, true]);
    expect(await store.isReady()).toBe(false);
    expect(await store.notSaving()).toBe('away');
    await postgres.start();
    expect(await append()).toBe(2);
    expect(await store.isReady()).toBe(true);
    expect(await store.notSaving()).toBeNull();
    count({ faults: 1, acknowledged: 2, of: 'Postgres killed' });
  },
);

test('Postgres killed again and again while it is written to: nothing acknowledged is lost', async () => {
  const acknowledged: number[] = [];
  const refused: unknown[] = [];
  let over = false;
  const writing = (async () => {
    while (!over) {
      try {
        acknowledged.push(await append());
      } catch (error) {
        refused.push(error);
        await wait(20);
      }
    }
  })();
  for (let round = 1; round <= KILLS; round++) {
    const before = acknowledged.length;
    while (acknowledged.length < before + 30) await wait(10);
    await postgres.restart();
  }
  const before = acknowledged.length;
  while (acknowledged.length < before + 10) await wait(10);
  over = true;
  await writing;

  const log = (await store.boards.load('board'))?.log.map(({ seq }) => seq) ?? [];
  expect(log).toEqual(log.map((_, i) => i + 1));
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
  const lost = acknowledged.filter((seq) => !log.includes(seq));
  count({
    faults: KILLS,
    acknowledged: acknowledged.length,
    lost: lost.length,
    of: 'Postgres killed',
  });
  expect(lost).toEqual([]);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.filter((error) => !isStorageFault(error))).toEqual([]);
});

test('a host that finds no Postgres when it starts says so in a sentence', async () => {
  await postgres.kill();
  await expect(openStore({ postgres: database })).rejects.toThrow(
    'The database cannot be reached (ECONNREFUSED). Is it running?',
  );
  await postgres.start();
  await (await openStore({ postgres: database })).close();
});
