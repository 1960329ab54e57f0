import { openBoxStore } from '@canopy/ballot-box';
import { freshDatabase, type FreshDatabase } from '@canopy/storage/fresh-database';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// The account that `docker/ballot-box-account.sql` makes, on a server that holds members too.

const tag = randomBytes(6).toString('hex');
const [box, app, password] = [`canopy_box_${tag}`, `canopy_app_${tag}`, randomBytes(12).toString('hex')]; // prettier-ignore
const server = new URL(process.env.CANOPY_TEST_POSTGRES ?? 'postgres://nowhere');
let members: FreshDatabase;
let membersName = '';

const as = (account: string, database: string): string => {
  const url = new URL(server);
  [url.username, url.password, url.pathname] = [account, password, `/${database}`];
  return url.href;
};
async function tell<Row>(url: string, ...statements: string[]): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Row[] = [];
    for (const statement of statements)
      rows = (await client.query(statement)).rows as unknown as Row[];
    return rows;
  } finally {
    await client.end();
  }
}
const operator = (...statements: string[]) => tell(server.href, ...statements);

beforeAll(async () => {
  members = await freshDatabase();
  membersName = new URL(members.url).pathname.slice(1);
  const written = readFileSync(new URL('../docker/ballot-box-account.sql', import.meta.url), 'utf8')
    .replaceAll(/^--.*$/gm, '')
    .replaceAll('on database canopy from', `on database ${membersName} from`)
    .replaceAll(/\bcanopy_box\b/g, box);
  const statements = written.split(';').map((one) => one.trim()).filter((one) => one !== ''); // prettier-ignore
  await operator(
    ...statements,
    `alter role ${box} password '${password}'`,
    `create role ${app} login password '${password}'`,
    `alter database ${membersName} owner to ${app}`,
  );
  const tables = await tell<{ name: string }>(members.url, "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"); // prettier-ignore
  await tell(members.url, ...tables.map(({ name }) => `alter table ${name} owner to ${app}`));
});
afterAll(async () => {
  await members.drop();
  await operator(`drop database ${box} with (force)`, `drop role ${box}`, `drop role ${app}`);
});

describe('the ballot box’s account', () => {
  test('may not enter the members’ database, nor the app’s account the ballot box’s', async () => {
    await expect(tell(as(box, membersName), 'select 1')).rejects.toThrow(/permission denied for database/); // prettier-ignore
    await expect(tell(as(app, box), 'select 1')).rejects.toThrow(/permission denied for database/);
    expect(await tell(as(app, membersName), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('is refused on every members’ table even where somebody let it in', async () => {
    await operator(`grant connect on database ${membersName} to ${box}`);
    const tables = await tell<{ name: string }>(as(app, membersName), "select relname as name from pg_class where relkind in ('r', 'v', 'm', 'p') and relnamespace = 'public'::regnamespace order by 1"); // prettier-ignore
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables)
      for (const statement of [
        `select from ${name}`,
        `select count(*) from ${name}`,
        `delete from ${name}`,
        `truncate ${name}`,
        `create index on ${name} ((1))`,
        `copy ${name} to stdout`,
      ])
        await expect(tell(as(box, membersName), statement), statement).rejects.toThrow(/permission denied|must be owner/); // prettier-ignore
    await expect(tell(as(box, membersName), 'create table mine (id text)')).rejects.toThrow(/permission denied/); // prettier-ignore
    // Pointed there by mistake, the box itself will not begin.
    await expect(openBoxStore({ postgres: as(box, membersName) })).rejects.toThrow(/CANOPY_BOX_DATABASE/); // prettier-ignore
    await operator(`revoke connect on database ${membersName} from ${box}`);
  });

  test('is enough for a ballot box, and nobody else sees what it keeps', async () => {
    const store = await openBoxStore({ postgres: as(box, box) });
    const id = 'v'.repeat(20);
    await store.votes.open({ id, key: Uint8Array.of(1), rules: '{}' });
    const ballot = { pass: randomBytes(32), version: 1, choice: 'AQ', code: 'K7-RIVER' };
    expect(await store.votes.seal(id, [ballot])).toEqual(['sealed']);
    await operator(`grant connect on database ${box} to ${app}`);
    for (const table of ['vote', 'stage', `ballot_${id}`])
      await expect(tell(as(app, box), `select from ${table}`), table).rejects.toThrow(/permission denied/); // prettier-ignore
    await store.close();
  });

  test('leaves no line in the server’s log for a statement, a slow one or a failed one', async () => {
    const [told] = await tell<Record<string, string>>(
      as(box, box),
      `select current_setting('log_statement') as said, current_setting('log_min_duration_statement') as slow,
         current_setting('log_min_error_statement') as failed, current_setting('log_min_messages') as messages`,
    );
    expect(told).toEqual({ said: 'none', slow: '-1', failed: 'panic', messages: 'panic' });
  });
});
