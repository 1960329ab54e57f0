import SqliteDatabase from 'better-sqlite3';
import { sql, type Kysely } from 'kysely';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aGroup, plantBoard } from './contract/index.ts';
import { whyNotSaved, type NotSaving } from './not-saved.ts';
import { openDatabase, openStore } from './open-store.ts';
import type { Store } from './ports/store.ts';
import { watchSaving } from './saving.ts';
import type { Tables } from './schema.ts';
import { makeStore, oneConnection } from './store.ts';

let folder = '';
let db: Kysely<Tables>;
let store: Store;
let told: (NotSaving | null)[] = [];
let now = 0;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'canopy-full-'));
  db = await openDatabase({ file: path.join(folder, 'canopy.db') });
  told = [];
  store = watchSaving(makeStore(db, oneConnection), {
    probe: () => sql`pragma user_version = 0`.execute(db),
    onChange: (why) => told.push(why),
    now: () => now,
  });
  await plantBoard(store);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const big = new Uint8Array(200_000);
const log = async () => (await store.boards.load('board'))?.log.length;

/** As many pages as there are and no more: what a full disk is to SQLite. */
async function fill(): Promise<void> {
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
  await sql.raw(`pragma max_page_count = ${String(rows[0]?.page_count)}`).execute(db);
}
const makeRoom = () => sql`pragma max_page_count = 1000000`.execute(db);

const append = (bytes: Uint8Array) => store.transaction((tx) => tx.boards.append('board', bytes));
const codeOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'done',
    (error: unknown): unknown => Reflect.get(error as Error, 'code'),
  );

describe('a full disk', () => {
  test('refuses what would be written, by its own name, and leaves nothing half there', async () => {
    await append(new Uint8Array([1]));
    await fill();
    const writing = store.transaction(async (tx) => {
      await tx.groups.add(aGroup('small'));
      await tx.boards.append('board', big);
    });
    expect(await codeOf(writing)).toBe('SQLITE_FULL');
    expect(await store.groups.find('small')).toBeNull();
    expect(await log()).toBe(1);
  });

  test('is told once, and once when there is room again, though nobody wrote', async () => {
    expect(await store.notSaving()).toBeNull();
    await fill();
    await codeOf(append(big));
    await codeOf(append(big));
    expect(await store.notSaving()).toBe('disk-full');
    expect(await store.isReady()).toBe(true);
    await makeRoom();
    now += 1_000;
    expect(await store.notSaving()).toBeNull();
    expect(told).toEqual(['disk-full', null]);
    expect(await codeOf(append(big))).toBe('done');
    expect(await log()).toBe(1);
  });

  test('is over as soon as something can be saved', async () => {
    await fill();
    await codeOf(append(big));
    await makeRoom();
    await append(new Uint8Array([1]));
    expect(await store.notSaving()).toBeNull();
  });

  test.each(['swallowed', 'in an attempt'])(
    'nothing that comes after a lost statement is committed alone (%s)',
    async (how) => {
      await fill();
      const writing = store.transaction(async (tx) => {
        await tx.groups.add(aGroup('before'));
        const failing = (part: Store) => part.boards.append('board', big);
        await (how === 'swallowed' ? failing(tx) : tx.attempt(failing)).catch(() => undefined);
        // On SQLite's own connection this would now be a transaction of its own.
        if (how === 'swallowed') await tx.groups.add(aGroup('after'));
      });
      expect(await codeOf(writing)).toBe('SQLITE_FULL');
      expect((await store.groups.all()).map(({ id }) => id)).toEqual(['group']);
    },
  );
});

describe('another program that is writing', () => {
  const other = () => {
    const connection = new SqliteDatabase(path.join(folder, 'canopy.db'));
    connection.exec('begin immediate');
    return { letGo: () => void connection.close() };
  };

  test('is waited for, and reading goes on meanwhile', async () => {
    const { letGo } = other();
    const writing = append(new Uint8Array([1]));
    const read = Promise.withResolvers<number>();
    setTimeout(() => void store.groups.all().then(({ length }) => read.resolve(length)), 100);
    expect(await Promise.race([read.promise, writing])).toBe(1);
    letGo();
    await writing;
    expect(await log()).toBe(1);
    expect(told).toEqual([]);
  });

  test('is not waited for longer than a person would wait, and once it is done all is well', async () => {
    const { letGo } = other();
    expect(await codeOf(append(new Uint8Array([1])))).toBe('SQLITE_BUSY');
    expect(await store.notSaving()).toBe('locked');
    letGo();
    await append(new Uint8Array([1]));
    expect(told).toEqual(['locked', null]);
    expect(await log()).toBe(1);
  });

  test('stops nothing else in this process', async () => {
    const { letGo } = other();
    const writing = codeOf(append(new Uint8Array([1])));
    const turns = await turnsTaken();
    letGo();
    await writing;
    expect(turns).toBeGreaterThan(10);
  });

  test('stops nothing else either at the first transaction of all, or when we ask whether we can save again', async () => {
    const opened = await openStore({ file: path.join(folder, 'canopy.db') });
    const { letGo } = other();
    try {
      const writing = codeOf(opened.transaction((tx) => tx.boards.append('board', big)));
      expect(await turnsTaken()).toBeGreaterThan(10);
      expect(await writing).toBe('SQLITE_BUSY');
      await wait(1_000);
      const asking = opened.notSaving();
      expect(await turnsTaken()).toBeGreaterThan(10);
      expect(await asking).toBe('locked');
    } finally {
      letGo();
      await opened.close();
    }
  });

  /** How often this process came to anything else in 600 ms. Waiting inside SQLite, it would not. */
  async function turnsTaken(): Promise<number> {
    let turns = 0;
    const until = performance.now() + 600;
    while (performance.now() < until) {
      await wait(5);
      turns += 1;
    }
    return turns;
  }
});

describe('trying again', () => {
  test('happens at most once a second, however often it is asked', async () => {
    let tries = 0;
    const probed = watchSaving(makeStore(db, oneConnection), {
      probe() {
        tries += 1;
        return Promise.reject(Object.assign(new Error('full'), { code: 'SQLITE_FULL' }));
      },
      now: () => now,
    });
    await fill();
    await codeOf(probed.transaction((tx) => tx.boards.append('board', big)));
    for (let n = 0; n < 20; n += 1) await probed.notSaving();
    expect(tries).toBe(0);
    now += 1_000;
    await Promise.all(Array.from({ length: 20 }, () => probed.notSaving()));
    expect(tries).toBe(1);
  });

  test('really writes', async () => {
    await fill();
    await codeOf(append(big));
    const reader = new SqliteDatabase(path.join(folder, 'canopy.db'), { readonly: true });
    const version = () => reader.pragma('data_version', { simple: true });
    const before = version();
    now += 1_000;
    await store.notSaving();
    expect(version()).not.toBe(before);
    reader.close();
  });
});

test('each fault has a plain word, and what is nobody’s fault has none', () => {
  const why = (code: string) => whyNotSaved(Object.assign(new Error('x'), { code }));
  expect(['SQLITE_FULL', '53100', 'ENOSPC'].map(why)).toEqual(Array(3).fill('disk-full'));
  expect(['SQLITE_BUSY_SNAPSHOT', '55P03'].map(why)).toEqual(Array(2).fill('locked'));
  expect(['SQLITE_IOERR_WRITE', '58030'].map(why)).toEqual(Array(2).fill('disk-fault'));
  expect(['ECONNREFUSED', '57P01', '08006', '53300'].map(why)).toEqual(Array(4).fill('away'));
  expect(['SQLITE_READONLY', '25006'].map(why)).toEqual(Array(2).fill('read-only'));
  expect(['SQLITE_CORRUPT_VTAB', 'SQLITE_NOTADB'].map(why)).toEqual(Array(2).fill('damaged'));
  expect(['SQLITE_CONSTRAINT_UNIQUE', '23505', 'SQLITE_ERROR', '42P01'].map(why)).toEqual(
    Array(4).fill(null),
  );
});
