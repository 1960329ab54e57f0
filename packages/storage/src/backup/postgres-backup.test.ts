import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { plantBoard } from '../contract/index.ts';
import { DATA_MAP } from '../data-map.ts';
import { freshDatabase, type FreshDatabase } from '../fixtures/fresh-database.ts';
import { openStore } from '../open-store.ts';
import { MANIFEST, sumOf } from './manifest.ts';
import { restoreBackup } from './restore-backup.ts';
import { takeBackup } from './take-backup.ts';

// Two databases are made for each.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder = '';
let kept = '';
let home: FreshDatabase;
let empty: FreshDatabase;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'canopy-backup-'));
  kept = path.join(folder, 'kept');
  [home, empty] = await Promise.all([freshDatabase(), freshDatabase({ bare: true })]);
});
afterEach(async () => {
  await home.drop();
  await empty.drop();
  await rm(folder, { recursive: true });
});

const quiet = (): void => undefined;
const at = (url: string) => ({ database: 'postgres' as const, url });
const backup = () => takeBackup(at(home.url), kept, quiet);
const restore = (url = empty.url) => restoreBackup(kept, at(url), quiet);
const open = ({ url }: { url: string }) => openStore({ postgres: url });

async function ask<R extends object>(url: string, text: string): Promise<R[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Every table's rows as text, in an order of their own. */
async function everything(url: string): Promise<Record<string, string[]>> {
  const each = Object.keys(DATA_MAP).map(
    (table) => `select '${table}' as name, t::text as row from ${table} t`,
  );
  const rows = await ask<{ name: string; row: string }>(url, each.join(' union all '));
  const all: Record<string, string[]> = {};
  for (const { name, row } of rows) (all[name] ??= []).push(row);
  for (const some of Object.values(all)) some.sort();
  return all;
}
const tables = async (url: string): Promise<number> =>
  (await ask(url, `select 1 from pg_class where relnamespace = 'public'::regnamespace`)).length;

/** Words with everything in them that a file of rows could stumble over. */
const AWKWARD = 'a,"b"\n\\.\n\\N\r\n\t; \u{1F33F} ŵ';

async function planted(): Promise<void> {
  const store = await open(home);
  await plantBoard(store);
  await store.intents.record('i', 'seat:a', 's', AWKWARD);
  await store.intents.record('empty', 'seat:a', null, '');
  await store.boards.append(
    'board',
    Uint8Array.from({ length: 256 }, (_, n) => n),
  );
  await store.close();
}

describe('a backup of Postgres', () => {
  test('restored into an empty database gives every row back, keys and references with it', async () => {
    await planted();
    await backup();
    await restore();
    const [before, after] = [await everything(home.url), await everything(empty.url)];
    // Boards get a new epoch, and that is all that is different.
    expect(after.board).not.toEqual(before.board);
    expect({ ...after, board: null }).toEqual({ ...before, board: null });
    const shape = `select conname, pg_get_constraintdef(oid) as what from pg_constraint
      where connamespace = 'public'::regnamespace order by conname`;
    expect(await ask(empty.url, shape)).toEqual(await ask(home.url, shape));
    const store = await open(empty);
    expect(await store.intents.replyTo('i', 'seat:a')).toBe(AWKWARD);
    await store.close();
  });

  test('is one moment: what is written while it is taken is in it whole or not at all', async () => {
    const store = await open(home);
    await plantBoard(store);
    let n = 0;
    let stop = false;
    const before: string[] = [];
    const writing = (async () => {
      while (!stop) {
        n += 1;
        const id = `w${String(n)}`;
        await store.transaction(async (tx) => {
          await tx.boards.append('board', new TextEncoder().encode(id));
          await tx.intents.record(id, 'seat:a', 's', id);
        }, 's');
        before.push(id);
      }
    })();
    await expect.poll(() => before.length, { timeout: 10_000 }).toBeGreaterThan(20);
    const acknowledged = [...before];
    await backup();
    stop = true;
    await writing;
    await store.close();
    expect(before.length).toBeGreaterThan(acknowledged.length);

    await restore();
    const restored = await open(empty);
    const log = (await restored.boards.load('board'))?.log ?? [];
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, at) => at + 1));
    const texts = log.map(({ update }) => new TextDecoder().decode(update));
    expect(acknowledged.filter((id) => !texts.includes(id))).toEqual([]);
    const intents = await ask<{ id: string }>(empty.url, 'select intent_id as id from intent');
    expect(intents.map(({ id }) => id).sort()).toEqual(texts.sort());
    await restored.close();
  });

  test('is for this account only, a file to a table and the manifest', async () => {
    await planted();
    const { files } = await backup();
    expect(files.map(({ name }) => name)).toEqual(
      Object.keys(DATA_MAP)
        .map((table) => `${table}.csv`)
        .sort(),
    );
    for (const name of await readdir(kept))
      expect((await stat(path.join(kept, name))).mode & 0o777).toBe(0o600);
  });

  test('of an empty database, another program’s, or one that is not there, is refused and leaves no half', async () => {
    const of = (url: string) => takeBackup(at(url), kept, quiet);
    await expect(of(empty.url)).rejects.toThrow('That database is empty, or is not Canopy’s.');
    await expect(of(`${home.url}_not`)).rejects.toThrow('There is no database of this name.');
    await expect(of('postgres://127.0.0.1:1/canopy')).rejects.toThrow(
      'The database cannot be reached (ECONNREFUSED). Is it running?',
    );
    expect(await readdir(kept)).toEqual([]);
  });

  test('that breaks off because the database went away says so and leaves no half', async () => {
    const store = await open(home);
    await plantBoard(store);
    for (let n = 0; n < 40; n += 1)
      await store.boards.append('board', new Uint8Array(500_000).fill(n));
    await store.close();
    const ending = ask(
      home.url,
      `do $$ begin
        for n in 1..2000 loop
          perform pg_terminate_backend(pid) from pg_stat_activity where query like 'copy%'
            and application_name = 'canopy backup' and datname = current_database();
          exit when found;
          perform pg_sleep(0.005), pg_stat_clear_snapshot();
        end loop;
      end $$`,
    );
    await expect(backup()).rejects.toThrow(/^The database went away in the middle/);
    await ending;
    expect(await readdir(kept)).toEqual([]);
  });
});

describe('restoring into Postgres', () => {
  beforeEach(async () => {
    await planted();
    await backup();
  });

  test('changes nothing where something is already, ours or another’s', async () => {
    const before = await everything(home.url);
    await expect(restore(home.url)).rejects.toThrow(/is not empty\. Nothing was changed/);
    expect(await everything(home.url)).toEqual(before);
    await ask(empty.url, 'create table theirs (id int)');
    await expect(restore()).rejects.toThrow(/is not empty\. Nothing was changed/);
    expect(await ask(empty.url, 'select * from theirs')).toEqual([]);
  });

  test('that breaks off leaves the database as empty as it was', async () => {
    // The sum is right and the rows are not: a seat of a session that is nowhere.
    const file = path.join(kept, 'session.csv');
    const [head] = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, `${head ?? ''}\n`);
    await remade('session.csv');
    await expect(restore()).rejects.toThrow(/foreign key/);
    expect(await tables(empty.url)).toBe(0);
  });

  test('refuses a changed byte, a file too few and one too many', async () => {
    const file = path.join(kept, 'intent.csv');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('seat:a', 'seat:b'));
    await expect(restore()).rejects.toThrow(/is not as it was when the backup was taken/);
    await writeFile(file, text);
    await rm(path.join(kept, 'vote.csv'));
    await expect(restore()).rejects.toThrow('vote.csv is missing');
    await remade('vote.csv', null);
    await expect(restore()).rejects.toThrow('not those of its version of Canopy');
    expect(await tables(empty.url)).toBe(0);
  });

  test('an older backup is brought to this version’s shape by the host that starts on it', async () => {
    // As it was before the last step: without that step, and with a table that it does away with.
    const manifest = path.join(kept, MANIFEST);
    const said = JSON.parse(await readFile(manifest, 'utf8')) as { steps: string[] };
    expect(said.steps.pop()).toBe('0010-deeds-with-intents');
    await writeFile(manifest, JSON.stringify(said));
    const rows = {
      'intent.csv': 'intent_id,by_whom,session_id,reply\nmoved,seat:a,session,{}\n',
      'board_deed.csv':
        'intent_id,by_whom,board_id,inverse,undone,turn\nmoved,seat:a,board,back,0,1\n',
    };
    for (const [name, text] of Object.entries(rows)) {
      await writeFile(path.join(kept, name), text);
      await remade(name);
    }
    await restore();
    const store = await open(empty);
    expect(await store.boards.undoableBy('board', 'seat:a')).toEqual(['moved']);
    expect((await store.boards.findDeed('moved', 'seat:a'))?.inverse).toBe('back');
    await store.close();
    expect(await ask(empty.url, "select to_regclass('board_deed') as gone")).toEqual([
      { gone: null },
    ]);
  });

  test('two at once into one database: one is done, the other refused', async () => {
    const both = await Promise.allSettled([restore(), restore()]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const store = await open(empty);
    expect(await store.intents.replyTo('i', 'seat:a')).toBe(AWKWARD);
    await store.close();
  });
});

/** The manifest as if `name` had been so when the backup was taken; null = had not been there. */
async function remade(name: string, as: 'it is' | null = 'it is'): Promise<void> {
  const manifest = path.join(kept, MANIFEST);
  type Said = { files: { name: string; bytes: number; sha256: string }[] };
  const said = JSON.parse(await readFile(manifest, 'utf8')) as Said;
  const files = said.files.filter((file) => file.name !== name);
  if (as !== null) {
    const file = path.join(kept, name);
    const { size: bytes } = await stat(file);
    files.push({ name, bytes, sha256: await sumOf(file, quiet) });
  }
  await writeFile(manifest, JSON.stringify({ ...said, files }));
}

describe('the command, with Postgres', () => {
  const command = new URL('./command.ts', import.meta.url).pathname;
  async function run(...args: string[]): Promise<{ code: unknown; said: string }> {
    const child = spawn(process.execPath, [command, ...args], {
      env: { ...process.env, INIT_CWD: folder, DATABASE_URL: home.url },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [code] = (await once(child, 'close')) as [unknown];
    return { code, said };
  }

  test('takes what DATABASE_URL names, and says what to start the hosts with; no address is printed', async () => {
    await planted();
    const taken = await run('backup', 'kept');
    expect(taken).toMatchObject({ code: 0 });
    expect(taken.said).toMatch(/canopy: copying the database: 100 %\n/);
    const back = await run('restore', 'kept', '--into', empty.url);
    expect(back).toMatchObject({ code: 0 });
    expect(back.said).toContain('Start the hosts with DATABASE_URL naming that database.');
    expect(taken.said + back.said).not.toContain('postgres://');
  });

  test('ends with one sentence and no stack when it cannot go on', async () => {
    await planted();
    await run('backup', 'kept');
    const wrong = {
      'mysql://localhost/canopy': 'That is not the address of a Postgres database',
      'postgres://[': 'That is not the address of a Postgres database',
      fresh: 'This is a backup of a Postgres database',
      [home.url]: 'The database named is not empty. Nothing was changed',
      'postgres://127.0.0.1:1/x': 'The database cannot be reached',
    };
    for (const [into, sentence] of Object.entries(wrong)) {
      const { code, said } = await run('restore', 'kept', '--into', into);
      expect([into, code]).toEqual([into, 1]);
      expect(said).toContain(`canopy: ${sentence}`);
      expect(said).not.toMatch(/\n\s+at /);
    }
  });
});
