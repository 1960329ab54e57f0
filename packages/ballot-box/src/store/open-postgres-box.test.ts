import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describeStages } from '../contract/stages.ts';
import { describeVotes } from '../contract/votes.ts';
import { boxDatabase, type BoxDatabase } from '../fixtures/box-database.ts';
import type { BoxStore } from './box-store.ts';
import { openBoxStore } from './open-box-store.ts';
import { openLine } from './postgres-line.ts';
import { shape } from './postgres-shape.ts';
import { StoreAway } from './store-away.ts';

let database: BoxDatabase;
beforeAll(async () => {
  database = await boxDatabase();
});
afterAll(() => database.drop());
const open = (): Promise<BoxStore> => openBoxStore({ postgres: database.url });
const openEmpty = async (): Promise<BoxStore> => {
  await database.empty();
  return open();
};

describeVotes('postgres', openEmpty);
describeStages('postgres', openEmpty);

const ID = 'v'.repeat(20);
const vote = { id: ID, key: Uint8Array.of(1), rules: '{}' };
const cast = (choice: string) => ({ pass: randomBytes(32), version: 1, choice, code: 'K7-RIVER' });
const leaf = (words: string) => ({
  pass: randomBytes(32),
  edit: randomBytes(32),
  leafId: randomBytes(10).toString('hex'),
  words,
  answerKey: randomBytes(65),
});

describe('the tables', () => {
  beforeEach(() => database.empty());

  test('have no time, no number that counts up, no default and no trigger', async () => {
    const store = await open();
    await store.votes.open(vote);
    await store.stages.open({ id: ID, key: Uint8Array.of(1) });
    // Also as they are written anew.
    await store.votes.seal(ID, [cast('a')]);
    await store.stages.submit(ID, leaf('a'));
    await store.close();
    const columns =
      await database.asOperator<Record<'table' | 'column' | 'type' | 'fallback' | 'counts', string | null>>( // prettier-ignore
        `select table_name as table, column_name as column, data_type as type, column_default as fallback,
         concat(is_identity, is_generated) as counts
       from information_schema.columns where table_schema = 'public'`,
      );
    expect(new Set(columns.map(({ table }) => table?.split('_')[0]))).toEqual(new Set(['ballot', 'box', 'leaf', 'stage', 'vote'])); // prettier-ignore
    for (const { table, column, type, fallback, counts } of columns) {
      const name = `${String(table)}.${String(column)}`;
      expect(fallback, name).toBeNull();
      expect(counts, name).toBe('NONEVER');
      expect(['text', 'bytea', 'integer'], name).toContain(type);
      if (type === 'integer') expect(column).toBe('version');
      expect(column).not.toMatch(/time|date|_at$|\bat\b|when|seq|serial|order|seat|member|session|address|agent/); // prettier-ignore
    }
    expect(await database.asOperator('select from pg_trigger where not tgisinternal')).toEqual([]);
    expect(await database.asOperator("select from pg_class where relkind = 'S'")).toEqual([]);
  });

  test('keep neither the order of arrival nor the numbers of transactions, once they are tidied', async () => {
    const store = await open();
    await store.votes.open(vote);
    await store.stages.open({ id: ID, key: Uint8Array.of(1) });
    const ballots = Array.from({ length: 12 }, (_, i) => cast(`choice-${String(i)}`));
    for (const one of ballots) await store.votes.seal(ID, [one]);
    for (const one of ballots)
      await store.votes.seal(ID, [{ ...one, version: 2, choice: `${one.choice}-again` }]);
    for (let i = 0; i < 12; i += 1) await store.stages.submit(ID, leaf(`leaf-${String(i)}`));
    const lie = (kind: string) =>
      database.asOperator<{ pass: Buffer; xmin: string; choice: string }>(
        `select * , xmin from ${kind}_${ID} order by ctid`,
      );
    const untidy = await lie('leaf');
    expect(new Set(untidy.map(({ xmin }) => xmin)).size, 'before it is tidied the table does tell').toBeGreaterThan(1); // prettier-ignore
    await store.scrub();
    for (const kind of ['ballot', 'leaf']) {
      const rows = await lie(kind);
      expect(rows.length).toBe(12);
      expect(new Set(rows.map(({ xmin }) => xmin)).size, kind).toBe(1);
      const passes = rows.map(({ pass }) => pass.toString('hex'));
      expect(passes, kind).toEqual(passes.toSorted());
    }
    const [bytes] = await database.asOperator<{ text: string }>('checkpoint', `select encode(pg_read_binary_file(pg_relation_filepath('ballot_${ID}')), 'escape') as text`); // prettier-ignore
    expect(bytes?.text).toContain('choice-7-again');
    expect(bytes?.text, 'the first mind of somebody').not.toMatch(/choice-\d+(?!-again|\d)/);
    await store.close();
  });

  test('are never sampled: statistics of a column hold what was in it, and outlive it', async () => {
    const store = await open();
    await store.votes.open(vote);
    await store.stages.open({ id: ID, key: Uint8Array.of(1) });
    const sampled = async () => {
      await database.asOperator('analyze');
      const columns = await database.asOperator<{ tablename: string; attname: string }>(
        `select tablename, attname from pg_stats where tablename ~ '^(ballot|leaf)_'`,
      );
      const alone = await database.asOperator<{ relname: string }>(
        `select relname from pg_class where relname ~ '^(ballot|leaf)_' and relkind = 'r'
           and not coalesce(reloptions @> array['autovacuum_enabled=false'], false)`,
      );
      return [...columns, ...alone];
    };
    for (let i = 0; i < 60; i += 1) {
      await store.votes.seal(ID, [cast('the-same-choice')]);
      await store.stages.submit(ID, leaf('the-same-words'));
    }
    expect(await sampled()).toEqual([]);
    await store.scrub();
    expect(await sampled(), 'written anew').toEqual([]);
    await store.close();
  });

  test('are tidied by themselves half a second after the last change, and when a killed box is back', async () => {
    const store = await open();
    await store.votes.open(vote);
    for (let i = 0; i < 6; i += 1) await store.votes.seal(ID, [cast(String(i))]);
    const numbers = async () =>
      new Set((await database.asOperator<{ xmin: string }>(`select xmin from ballot_${ID}`)).map(({ xmin }) => xmin)).size; // prettier-ignore
    await expect.poll(numbers, { timeout: 5_000 }).toBe(1);
    await store.votes.seal(ID, [cast('one more')]);
    expect(await numbers()).toBe(2);
    await database.asOperator(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${database.account}'`); // prettier-ignore
    const again = await open();
    expect(await numbers()).toBe(1);
    await again.close();
    await store.close().catch(() => undefined);
  });
});

describe('a database that goes away', () => {
  beforeEach(() => database.empty());
  const cutOff = () => database.asOperator(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${database.account}'`); // prettier-ignore

  test('is no fault of the box: what was asked can be asked again, and nothing is lost or doubled', async () => {
    const store = await open();
    await store.votes.open(vote);
    const one = cast('yes');
    await store.votes.seal(ID, [one]);
    await cutOff();
    const asked = await store.votes.seal(ID, [one]).catch((error: unknown) => error);
    if (asked instanceof Error) expect(asked).toBeInstanceOf(StoreAway);
    await expect.poll(() => store.votes.seal(ID, [one]).catch(() => 'away')).toEqual(['sealed']);
    expect(await store.votes.countSealed(ID)).toBe(1);
    await store.close();
  });

  test('in the middle of counting leaves every ballot, and the vote as it was', async () => {
    const store = await open();
    await store.votes.open(vote);
    await store.votes.seal(ID, [cast('a'), cast('b')]);
    // The connection dies when the ballots are dropped already and the vote is about to be closed.
    await database.asOperator(
      `create function die() returns trigger language plpgsql as
         'begin perform pg_terminate_backend(pg_backend_pid()); return new; end'`,
      'create trigger die before update on vote for each row execute function die()',
    );
    await expect(store.votes.count(ID, () => 'counted')).rejects.toThrow(StoreAway);
    await database.asOperator('drop trigger die on vote');
    expect(await store.votes.find(ID)).toMatchObject({ state: 'open', result: null });
    expect(await store.votes.countSealed(ID)).toBe(2);
    expect(await store.votes.count(ID, (all) => String(all.length))).toBe('2');
    await store.close();
  });
});

describe('a start', () => {
  beforeEach(() => database.empty());
  afterEach(() => database.asOperator(`alter role ${database.account} nosuperuser nocreaterole`, `alter role ${database.account} reset all`)); // prettier-ignore
  const refused = async (why: RegExp) => {
    await expect(open()).rejects.toThrow(why);
  };

  test('is refused to an account that may do more than keep ballots', async () => {
    await database.asOperator(`alter role ${database.account} superuser`);
    await refused(/may do more than keep ballots/);
    await database.asOperator(`alter role ${database.account} nosuperuser createrole`);
    await refused(/may do more than keep ballots/);
    await database.asOperator(`alter role ${database.account} nocreaterole`, `grant pg_read_all_data to ${database.account}`); // prettier-ignore
    await refused(/may do more than keep ballots/);
    await database.asOperator(`revoke pg_read_all_data from ${database.account}`);
    await (await open()).close();
  });

  test('is refused in a database that holds anything else', async () => {
    await database.asOperator('create table seat (id text)');
    await refused(/holds tables that are not the ballot box’s/);
    await database.asOperator('drop table seat', 'create schema other create view seat as select 1 as id'); // prettier-ignore
    await refused(/holds tables that are not the ballot box’s/);
    await database.asOperator('drop schema other cascade');
  });

  test('is refused where statements are logged or a commit is not on the disk', async () => {
    await database.asOperator(`alter role ${database.account} set log_statement = 'all'`);
    await refused(/logs statements/);
    await database.asOperator(`alter role ${database.account} reset log_statement`, `alter role ${database.account} set synchronous_commit = off`); // prettier-ignore
    await refused(/before they are on its disk/);
  });

  test('is refused to a wrong password and where there is no such database, without saying either', async () => {
    const elsewhere = new URL(database.url);
    elsewhere.pathname = '/no_such_database';
    await expect(openBoxStore({ postgres: elsewhere.href })).rejects.toThrow(/^there is no database of the name in CANOPY_BOX_DATABASE\.$/); // prettier-ignore
    const nobody = new URL(database.url);
    nobody.username = 'nobody_at_all';
    await expect(openBoxStore({ postgres: nobody.href })).rejects.toThrow(/^the database does not know the account in CANOPY_BOX_DATABASE\.$/); // prettier-ignore
  });

  test('takes no database from a box that lives, and waits for one that is only just gone', async () => {
    const first = await open();
    let isOpen = false;
    const second = open().finally(() => {
      isOpen = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(isOpen).toBe(false);
    await first.close();
    expect(await (await second).votes.find(ID)).toBeNull();
    await (await second).close();
  });

  test('that is killed while it brings tables into shape leaves the old shape whole, and the next finishes', async () => {
    const tables = async () => (await database.asOperator<{ relname: string }>("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname")).map(({ relname }) => relname); // prettier-ignore
    const line = openLine(database.url);
    const steps = {
      '1-votes-and-stages': ['create table vote (id text)', 'select pg_sleep(30)'],
    };
    const killed = shape(line, steps).catch((error: unknown) => error);
    await expect.poll(() => database.asOperator("select from pg_stat_activity where query like 'select pg_sleep%'"), { timeout: 5_000 }).toHaveLength(1); // prettier-ignore
    await database.asOperator(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${database.account}'`); // prettier-ignore
    expect(await killed).toBeInstanceOf(StoreAway);
    expect(await tables()).toEqual([]);
    await line.close();
    await (await open()).close();
    expect(await tables()).toEqual(['box_shape', 'stage', 'vote']);
    await (await open()).close();
    await database.asOperator("insert into box_shape values ('9-of-tomorrow')");
    await refused(/newer version/);
  });
});
