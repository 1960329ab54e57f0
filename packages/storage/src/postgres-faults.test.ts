import { sql } from 'kysely';
import { connect as connectTcp, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aGroup, plant } from './contract/index.ts';
import { freshDatabase, type FreshDatabase } from './fixtures/fresh-database.ts';
import { openStore } from './open-store.ts';
import type { Store } from './ports/store.ts';
import { connect, postgresWays } from './postgres.ts';
import { EVERYDAY, type Limits } from './postgres-pool.ts';
import { isStorageFault, isTaken, StorageAway } from './storage-fault.ts';
import { makeStore } from './store.ts';

let database: FreshDatabase;
let store: Store;
const open: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  store = await openStore({ postgres: database.url });
  await plant(store);
});
afterEach(async () => {
  await store.close();
  for (const close of open.splice(0)) await close();
});

/** A host whose patience the test decides. */
function hostWith(limits: Partial<Limits>, url = database.url): Store {
  const host = makeStore(connect(url, { ...EVERYDAY, ...limits }), postgresWays());
  open.push(() => host.close());
  return host;
}

/** A way to the database on which, once hushed, nothing comes back and nothing is closed. */
async function quietLine(): Promise<{ url: string; hush(): void; speak(): void }> {
  const to = new URL(database.url);
  const sockets = new Set<Socket>();
  let quiet = false;
  const server = createServer((near) => {
    const far = connectTcp(Number(to.port), to.hostname);
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => quiet || into.write(chunk));
      from.on('error', () => undefined);
      from.on('close', () => into.destroy());
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  open.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((done) => server.close(done));
  });
  const url = new URL(database.url);
  url.port = String((server.address() as AddressInfo).port);
  return { url: url.href, hush: () => (quiet = true), speak: () => (quiet = false) };
}

/** Ends every other connection to the test's database, as an operator or a failover would. */
async function endConnections(): Promise<void> {
  const db = connect(database.url, EVERYDAY);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(db);
  await db.destroy();
}

const failure = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => null,
    (error: unknown) => error,
  );

describe('connections that are ended', () => {
  test('while idle: nobody notices, the next question has a new one', async () => {
    await Promise.all(Array.from({ length: 10 }, () => store.groups.all()));
    await endConnections();
    await wait(50);
    expect(await store.groups.all()).toHaveLength(1);
    expect(await store.notSaving()).toBeNull();
  });

  test('in a transaction: it fails as the database’s fault, nothing of it stays, the next goes well', async () => {
    const error = await failure(
      store.transaction(async (tx) => {
        await tx.groups.add(aGroup('a'));
        await endConnections();
        await tx.groups.add(aGroup('b'));
      }, 'session'),
    );
    expect(isStorageFault(error)).toBe(true);
    expect(await store.notSaving()).toBe('away');
    await store.transaction((tx) => tx.groups.add(aGroup('c')), 'session');
    expect((await store.groups.all()).map(({ id }) => id).sort()).toEqual(['c', 'group']);
    expect(await store.notSaving()).toBeNull();
  });

  test('in an attempt: the whole transaction is lost, however the attempt’s throw is taken', async () => {
    const error = await failure(
      store.transaction(async (tx) => {
        await tx.groups.add(aGroup('a'));
        await failure(
          tx.attempt(async (part) => {
            await endConnections();
            await part.groups.add(aGroup('b'));
          }),
        );
      }, 'session'),
    );
    expect(isStorageFault(error)).toBe(true);
    expect(await store.groups.find('a')).toBeNull();
  });
});

describe('limits of time', () => {
  test('a network that swallows everything is given up, its turn with it', async () => {
    const line = await quietLine();
    const host = hostWith({ silenceMs: 300, connectMs: 300 }, line.url);
    expect(await host.transaction((tx) => tx.groups.all(), 'session')).toHaveLength(1);
    line.hush();
    const error = await failure(host.transaction((tx) => tx.groups.all(), 'session'));
    expect(error).toBeInstanceOf(StorageAway);
    expect(isStorageFault(await failure(host.groups.all()))).toBe(true);
    line.speak();
    expect(await host.transaction((tx) => tx.groups.all(), 'session')).toHaveLength(1);
  });

  test('a host that froze in its turn loses it, and another host goes on', async () => {
    const frozen = hostWith({ idleInsideMs: 300 });
    const holding = Promise.withResolvers<undefined>();
    const thaw = Promise.withResolvers<undefined>();
    const stuck = failure(
      frozen.transaction(async (tx) => {
        await tx.groups.add(aGroup('a'));
        holding.resolve(undefined);
        await thaw.promise;
        await tx.groups.add(aGroup('b'));
      }, 'session'),
    );
    await holding.promise;
    await store.transaction((tx) => tx.groups.add(aGroup('c')), 'session');
    thaw.resolve(undefined);
    expect(isStorageFault(await stuck)).toBe(true);
    expect((await store.groups.all()).map(({ id }) => id).sort()).toEqual(['c', 'group']);
  });

  test('a turn that another host keeps too long is given up', async () => {
    const hurried = hostWith({ statementMs: 200 });
    const letGo = Promise.withResolvers<undefined>();
    const holding = Promise.withResolvers<undefined>();
    const long = store.transaction(async () => {
      holding.resolve(undefined);
      await letGo.promise;
    }, 'session');
    await holding.promise;
    const error = await failure(hurried.transaction((tx) => tx.groups.all(), 'session'));
    letGo.resolve(undefined);
    await long;
    expect(isStorageFault(error)).toBe(true);
    expect(await hurried.transaction((tx) => tx.groups.all(), 'session')).toHaveLength(1);
  });

  test('when every connection is taken for too long, the next is told and not left waiting', async () => {
    const small = hostWith({ connections: 1, connectMs: 200 });
    const letGo = Promise.withResolvers<undefined>();
    const long = small.transaction(() => letGo.promise, 'a');
    const error = await failure(small.transaction((tx) => tx.groups.all(), 'b'));
    letGo.resolve(undefined);
    await long;
    expect(error).toBeInstanceOf(StorageAway);
    expect(await small.groups.all()).toHaveLength(1);
  });
});

test.each(['postgres', 'sqlite'])(
  'what is taken is told from what is broken (%s)',
  async (kind) => {
    const here = kind === 'postgres' ? store : await openStore({ memory: true });
    if (here !== store) await plant(here);
    const taken = await failure(here.groups.add(aGroup('group')));
    expect([isTaken(taken), isStorageFault(taken)]).toEqual([true, false]);
    const twice = here.boards.create({ boardId: 'a', sessionId: 'session', stageId: 'stage' });
    await twice;
    const second = here.boards.create({ boardId: 'b', sessionId: 'session', stageId: 'stage' });
    expect(isTaken(await failure(second))).toBe(true);
    const nowhere = here.boards.create({ boardId: 'c', sessionId: 'session', stageId: 'none' });
    expect(isTaken(await failure(nowhere))).toBe(false);
    if (here !== store) await here.close();
  },
);
