import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aGroup, plantBoard } from './contract/index.ts';
import { freshDatabase, type FreshDatabase } from './fixtures/fresh-database.ts';
import { run } from './fixtures/run.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { openDatabase, openStore } from './open-store.ts';
import { connect } from './postgres.ts';
import { plainText } from './postgres-dialect.ts';
import { PATIENT } from './postgres-pool.ts';
import { NewerDatabase, UnreadableDatabase, UnusableDatabase } from './unreadable.ts';

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase({ bare: true });
});
afterEach(() => database.drop());

/** Says one statement to the test's database, past the store. */
async function tell(statement: string): Promise<void> {
  const db = connect(database.url, PATIENT);
  await sql.raw(statement).execute(db);
  await db.destroy();
}

async function shape(where: Parameters<typeof openDatabase>[0]) {
  const db = await openDatabase(where);
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  await db.destroy();
  return tables
    .map(({ name, columns }) => ({ name, columns: columns.map((c) => c.name).sort() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const ledger = async () => {
  const db = connect(database.url, PATIENT);
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration order by name`.execute(db);
  await db.destroy();
  return rows.map(({ name }) => name);
};

describe('a new database', () => {
  test('has the same tables and columns as SQLite’s', async () => {
    expect(await shape({ postgres: database.url })).toEqual(await shape({ memory: true }));
  });

  test('keeps what was written when opened again', async () => {
    const first = await openStore({ postgres: database.url });
    await first.groups.add(aGroup('a'));
    await first.close();
    const again = await openStore({ postgres: database.url });
    expect(await again.groups.all()).toEqual([aGroup('a')]);
    await again.close();
  });

  test('sorts letters as SQLite does, whatever language it was made for', async () => {
    const ids = ['a', 'B', 'c', 'D', '_', '-', 'é', '0'];
    const url = new URL(database.url);
    url.pathname += '_en';
    await tell(
      `create database ${url.pathname.slice(1)} template template0 locale_provider icu icu_locale 'en-GB'`,
    );
    const sorted: string[][] = [];
    for (const where of [{ postgres: url.href }, { memory: true } as const]) {
      const store = await openStore(where);
      for (const id of ids) await store.groups.add(aGroup(id));
      sorted.push((await store.groups.all()).map((group) => group.id));
      await store.close();
    }
    await tell(`drop database ${url.pathname.slice(1)} with (force)`);
    expect(sorted[0]).toEqual(sorted[1]);
  });

  test('is made in the schema the account works in, beside other programs’', async () => {
    await tell('create schema theirs; create table theirs.notes (id int)');
    await (await openStore({ postgres: database.url })).close();
    expect(await ledger()).toEqual(Object.keys(MIGRATIONS));
  });

  test('a counter too large to be exact is an error and not another number', async () => {
    const store = await openStore({ postgres: database.url });
    await plantBoard(store);
    await tell(`update board set last_seq = ${String(Number.MAX_SAFE_INTEGER)}`);
    expect(await store.boards.lastSeq('board')).toBe(Number.MAX_SAFE_INTEGER);
    await tell('update board set last_seq = last_seq + 1');
    await expect(store.boards.lastSeq('board')).rejects.toThrow();
    await store.close();
  });
});

describe('a database that cannot be trusted is refused and untouched', () => {
  async function refused(kind: typeof UnreadableDatabase | typeof NewerDatabase) {
    const before = await names();
    const opening = openStore({ postgres: database.url });
    await expect(opening).rejects.toBeInstanceOf(kind);
    await expect(opening).rejects.toThrow(/^(The|This) database .+\.$/s);
    expect(await names()).toEqual(before);
  }
  const names = async () => {
    const db = connect(database.url, PATIENT);
    const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
    await db.destroy();
    return tables.map(({ name }) => name);
  };

  test('another program’s', async () => {
    await tell('create table notes (text text)');
    await refused(UnreadableDatabase);
  });

  test('a newer Canopy’s', async () => {
    await (await openStore({ postgres: database.url })).close();
    await tell(`insert into kysely_migration values ('9000-later', '2030-01-01T00:00:00.000Z')`);
    await refused(NewerDatabase);
  });
});

describe('what whoever starts Canopy can mend is a sentence', () => {
  const url = () => new URL(database.url);
  const refused = async (at: URL, sentence: RegExp) => {
    const opening = openStore({ postgres: at.href });
    await expect(opening).rejects.toBeInstanceOf(UnusableDatabase);
    await expect(opening).rejects.toThrow(sentence);
  };

  test('nobody answers', async () => {
    const at = url();
    at.port = '1';
    await refused(at, /cannot be reached \(ECONNREFUSED\)/);
  });

  test('there is no such database', async () => {
    const at = url();
    at.pathname += '_none';
    await refused(at, /no database of this name/);
  });

  test('there is no such account', async () => {
    const at = url();
    at.username = 'nobody-here';
    await refused(at, /does not know this account/);
  });

  test('the account may make no tables', async () => {
    await tell(
      `do $$ begin create role canopy_guest login; exception when others then null; end $$`,
    );
    const at = url();
    at.username = 'canopy_guest';
    await tell('revoke create on schema public from public');
    await refused(at, /no place to make tables/);
  });

  test('it does not speak UTF-8', async () => {
    const at = url();
    at.pathname += '_latin';
    const name = at.pathname.slice(1);
    await tell(`create database ${name} template template0 encoding 'LATIN1' locale 'C'`);
    await refused(at, /UTF-8/);
    await tell(`drop database ${name} with (force)`);
  });

  test('it says saved before it has saved', async () => {
    await tell(`alter database ${url().pathname.slice(1)} set synchronous_commit = off`);
    await refused(url(), /synchronous_commit/);
  });
});

describe('changes of shape', () => {
  /** Two processes, let go at the same moment. */
  async function openTogether(): Promise<void> {
    const waiting = Promise.withResolvers<undefined>();
    let ready = 0;
    const opener = () =>
      run('opener', [database.url], (said, { say }) => {
        if (said !== 'ready ') return;
        ready += 1;
        if (ready === 2) waiting.resolve(undefined);
        void waiting.promise.then(say);
      });
    const well = { said: 'ready opened 0', complained: '', signal: null };
    expect(await Promise.all([opener(), opener()])).toEqual([well, well]);
    expect(await ledger()).toEqual(Object.keys(MIGRATIONS));
  }

  test('two hosts starting on an empty database make it once', openTogether, 60_000);

  test('two hosts starting on an older shape change it once', async () => {
    const old = connect(database.url, PATIENT).withPlugin(plainText);
    await migrate(old, Object.fromEntries(Object.entries(MIGRATIONS).slice(0, 2)), 'public');
    await old.destroy();
    await openTogether();
  }, 60_000);

  test('killed half way, it leaves the old shape, whole and usable, and no lock', async () => {
    const before = await openStore({ postgres: database.url });
    await plantBoard(before);
    await before.close();
    expect(await run('dies-migrating-postgres', [database.url])).toMatchObject({
      signal: 'SIGKILL',
      complained: '',
    });
    const after = await openStore({ postgres: database.url });
    expect(await after.groups.all()).toHaveLength(1);
    await after.close();
    expect(
      (await shape({ postgres: database.url })).filter(({ name }) => /half$/.test(name)),
    ).toEqual([]);
    expect(await ledger()).toEqual(Object.keys(MIGRATIONS));
  }, 60_000);
});

test('a host killed with -9, three times: nothing acknowledged is missing, nothing is half there', async () => {
  const first = await openStore({ postgres: database.url });
  await plantBoard(first);
  await first.close();
  const acknowledged: string[] = [];
  for (let round = 1; round <= 3; round++) {
    const { said, complained } = await run(
      'writer',
      [database.url, String(round)],
      (sofar, { kill }) => {
        if (sofar.split('\n').length > 30 * round) kill();
      },
    );
    expect(complained).toBe('');
    acknowledged.push(...said.split('\n').slice(0, -1));
    const store = await openStore({ postgres: database.url });
    // Waits its turn behind whatever the killed host had still under way.
    const log = await store.transaction(async (tx) => (await tx.boards.load('board'))?.log ?? []);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, i) => i + 1));
    const kept = new Set(log.map(({ update }) => new TextDecoder().decode(update)));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    for (const id of kept) expect(await store.intents.replyTo(id, 'seat:a')).toBe(id);
    await store.close();
  }
}, 120_000);
