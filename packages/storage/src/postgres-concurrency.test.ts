import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aGroup, plantBoard } from './contract/index.ts';
import { freshDatabase, type FreshDatabase } from './fixtures/fresh-database.ts';
import { openStore } from './open-store.ts';
import type { Store } from './ports/store.ts';

// Two stores with a pool each are what two hosts are to the database.
let database: FreshDatabase;
let hosts: [Store, Store];
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  hosts = [
    await openStore({ postgres: database.url }),
    await openStore({ postgres: database.url }),
  ];
  await plantBoard(hosts[0]);
});
afterEach(() => Promise.all(hosts.map((host) => host.close())));

/** The same on both hosts, `times` each, all asked at once. */
const onBoth = <T>(times: number, act: (host: Store, n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times * 2 }, (_, n) => act(hosts[n % 2 === 0 ? 0 : 1], n)));

const bytes = (n: number) => new Uint8Array([n]);

describe('turns across hosts', () => {
  test('one turn goes strictly one after the other', async () => {
    let inside = 0;
    let most = 0;
    await onBoth(10, (host) =>
      host.transaction(async (tx) => {
        inside += 1;
        most = Math.max(most, inside);
        await tx.groups.find('group');
        await wait(3);
        inside -= 1;
      }, 'session'),
    );
    expect(most).toBe(1);
  });

  test('each sees all that the one before it wrote', async () => {
    await onBoth(15, (host) =>
      host.transaction(async (tx) => {
        const group = await tx.groups.find('group');
        if (group === null) throw new Error('no group');
        await tx.groups.change({ ...group, name: { en: `${group.name.en}+`, cy: '' } });
      }, 'session'),
    );
    expect((await hosts[0].groups.find('group'))?.name.en).toMatch(/[^+]\+{30}$/);
  });

  test('different turns go at once: each waits for the other to have begun', async () => {
    const begun = { a: Promise.withResolvers<undefined>(), b: Promise.withResolvers<undefined>() };
    await Promise.all([
      hosts[0].transaction(async () => {
        begun.a.resolve(undefined);
        await begun.b.promise;
      }, 'a'),
      hosts[1].transaction(async () => {
        begun.b.resolve(undefined);
        await begun.a.promise;
      }, 'b'),
    ]);
  });

  test('many waiting for one turn leave connections for everybody else', async () => {
    const letGo = Promise.withResolvers<undefined>();
    const busy = Array.from({ length: 50 }, () =>
      hosts[0].transaction(() => letGo.promise, 'busy session'),
    );
    expect(await hosts[0].transaction((tx) => tx.groups.all(), 'quiet session')).toHaveLength(1);
    expect(await hosts[0].groups.all()).toHaveLength(1);
    letGo.resolve(undefined);
    await Promise.all(busy);
  });
});

describe('nothing is lost between hosts', () => {
  test('updates of a board are numbered one after the other, whoever appends', async () => {
    const seqs = await onBoth(25, (host, n) =>
      host.transaction((tx) => tx.boards.append('board', bytes(n)), 'session'),
    );
    const all = Array.from({ length: 50 }, (_, i) => i + 1);
    expect(seqs.sort((a, b) => a - b)).toEqual(all);
    expect((await hosts[1].boards.load('board'))?.log.map(({ seq }) => seq)).toEqual(all);
  });

  test('what one host appended the other reads from there on', async () => {
    await hosts[0].boards.append('board', bytes(1));
    const from = (await hosts[1].boards.lastSeq('board')) ?? 0;
    await hosts[0].boards.append('board', bytes(2));
    expect(await hosts[1].boards.since('board', from)).toEqual([{ seq: 2, update: bytes(2) }]);
  });

  test('a board read while it is written and compacted is never torn', async () => {
    const busy = (async () => {
      for (let n = 1; n <= 60; n++) {
        const seq = await hosts[0].boards.append('board', bytes(n));
        if (n % 7 === 0) await hosts[0].boards.saveSnapshot('board', seq, bytes(seq));
      }
    })();
    let reads = 0;
    const reading = (async () => {
      for (;;) {
        const board = await hosts[1].boards.load('board');
        const log = board?.log.map(({ seq }) => seq) ?? [];
        const start = board?.snapshotSeq ?? 0;
        expect(log).toEqual(log.map((_, i) => start + 1 + i));
        reads += 1;
        if (start + log.length === 60) return;
      }
    })();
    await Promise.all([busy, reading]);
    expect(reads).toBeGreaterThan(5);
  });

  test('one person, one vote, on whichever host it is cast', async () => {
    await hosts[0].votes.open('vote', []);
    await onBoth(20, (host, n) =>
      host.transaction(
        (tx) => tx.votes.cast('vote', `seat ${String(n % 5)}`, { method: 'approve', options: [] }),
        'session',
      ),
    );
    expect(await hosts[1].votes.countBallots('vote')).toBe(5);
  });

  test('a vote closes on one host only', async () => {
    await hosts[0].votes.open('vote', []);
    const result = { method: 'approve', voters: 0, eligible: 0, blank: 0, lines: [] } as const;
    const closed = await onBoth(2, (host) =>
      host.transaction((tx) => tx.votes.close('vote', { ...result, lines: [] }), 'session'),
    );
    expect(closed.filter(Boolean)).toHaveLength(1);
  });

  test('an intent sent to both hosts at once is done once, and both get the same answer', async () => {
    const answers = await onBoth(5, (host, n) =>
      host.transaction(async (tx) => {
        const before = await tx.intents.replyTo('intent', 'seat:a');
        if (before !== null) return before;
        const seq = await tx.boards.append('board', bytes(n));
        const reply = `placed ${String(seq)} by ${String(n)}`;
        await tx.intents.record('intent', 'seat:a', 'session', reply);
        return reply;
      }, 'session'),
    );
    expect(new Set(answers).size).toBe(1);
    expect(await hosts[0].boards.lastSeq('board')).toBe(1);
  });

  test('an intent recorded outside its turn on both hosts is still done once', async () => {
    // Without the turn the two see nothing of each other until the recording, which then refuses one.
    const done = await Promise.allSettled(
      hosts.map((host, n) =>
        host.transaction(
          async (tx) => {
            expect(await tx.intents.replyTo('intent', 'seat:a')).toBeNull();
            await tx.groups.add(aGroup(`by ${String(n)}`));
            await wait(20);
            await tx.intents.record('intent', 'seat:a', null, 'done');
          },
          `turn ${String(n)}`,
        ),
      ),
    );
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await hosts[0].groups.all()).toHaveLength(2);
  });

  test('people who take the same alias on two hosts get numbers of their own', async () => {
    const seats = await onBoth(5, (host, n) =>
      host.seats.add({
        id: `seat ${String(n)}`,
        sessionId: 'session',
        alias: 'rowan',
        language: 'en',
        way: 'own-phone',
        state: 'waiting',
        createdAt: 1,
        tokenHash: `hash ${String(n)}`,
      }),
    );
    expect(seats.map((seat) => seat.aliasNumber).sort((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });

  test('reactions counted on two hosts at once add up, in whatever order each names them', async () => {
    await onBoth(10, (host, n) =>
      host.transaction(
        (tx) =>
          tx.room.addReactions(
            'stage',
            null,
            n % 2 === 0 ? { sun: 1, leaf: 2 } : { leaf: 2, sun: 1 },
          ),
        `turn ${String(n)}`,
      ),
    );
    expect((await hosts[0].room.reactionTotals('stage')).stage).toEqual({ leaf: 40, sun: 20 });
  });
});
