import { sql, type Kysely } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from './fixtures/fresh-database.ts';
import { connect } from './postgres.ts';
import { EVERYDAY, PATIENT } from './postgres-pool.ts';
import type { Tables } from './schema.ts';
import { StorageAway } from './storage-fault.ts';

let database: FreshDatabase;
let db: Kysely<Tables>;
let other: Kysely<Tables>;
beforeAll(async () => {
  database = await freshDatabase({ bare: true });
});
afterAll(() => database.drop());
beforeEach(async () => {
  // One connection, so that what is asked twice is asked of the same one.
  db = connect(database.url, { ...EVERYDAY, connections: 1 });
  other = connect(database.url, PATIENT);
  await sql`create table thing (id int primary key, word text)`.execute(other);
  await sql`insert into thing values (1, 'one')`.execute(other);
});
afterEach(async () => {
  await sql`drop table thing`.execute(other);
  await Promise.all([db.destroy(), other.destroy()]);
});

const look = (on: Kysely<Tables> = db) =>
  sql<object>`select * from thing where id = ${1}`.execute(on).then(({ rows }) => rows);
const planned = async (on: Kysely<Tables> = db): Promise<string[]> =>
  (
    await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(on)
  ).rows.map(({ statement }) => statement);
const IT = 'select * from thing where id = $1';

test('what is asked once is not kept by the server; what is asked again is planned once', async () => {
  await look();
  expect(await planned()).not.toContain(IT);
  for (let n = 0; n < 4; n += 1) await look();
  expect((await planned()).filter((one) => one === IT)).toHaveLength(1);
});

test('a list of any length is not kept for each length', async () => {
  for (let n = 0; n < 400; n += 1) {
    const ids = sql.join(Array.from({ length: n + 1 }, (_, id) => id));
    for (let twice = 0; twice < 2; twice += 1)
      await sql`select 1 from thing where id in (${ids})`.execute(db);
  }
  expect((await planned()).length).toBeLessThanOrEqual(300);
});

test('a table that another host gave a new column is read on, with it', async () => {
  for (let n = 0; n < 3; n += 1) await look();
  await sql`alter table thing add column more int default 7`.execute(other);
  expect(await look()).toEqual([{ id: 1, word: 'one', more: 7 }]);
  for (let n = 0; n < 3; n += 1) await look();
  expect(await planned()).toContain(IT);
});

test('a transaction that meets the new column is lost whole, says that the database is at fault, and goes well the next time', async () => {
  for (let n = 0; n < 3; n += 1) await look();
  await sql`alter table thing add column more int default 7`.execute(other);
  const write = () =>
    db.transaction().execute(async (tx) => {
      await sql`insert into thing (id) values (2)`.execute(tx);
      return look(tx);
    });
  await expect(write()).rejects.toThrow(StorageAway);
  expect(await look()).toEqual([{ id: 1, word: 'one', more: 7 }]);
  expect(await write()).toEqual([{ id: 1, word: 'one', more: 7 }]);
});

test('where a pooler lends another connection each time, names are given up and everything is read', async () => {
  for (let n = 0; n < 3; n += 1) await look();
  await sql`deallocate all`.execute(db);
  expect(await look()).toEqual([{ id: 1, word: 'one' }]);
  for (let n = 0; n < 3; n += 1) await look();
  expect(await planned()).toEqual([]);
});

test('a transaction is the same when nothing is asked in it, and when the first thing asked fails', async () => {
  await db.transaction().execute(() => Promise.resolve());
  await expect(
    db.transaction().execute((tx) => sql`select 1 / 0`.execute(tx)),
  ).rejects.toMatchObject({ code: '22012' });
  await expect(
    db.transaction().execute(async (tx) => {
      await sql`insert into thing (id) values (3)`.execute(tx);
      throw new Error('taken back');
    }),
  ).rejects.toThrow('taken back');
  expect((await sql`select * from thing`.execute(db)).rows).toHaveLength(1);
});
