import SqliteDatabase from 'better-sqlite3';
import { Kysely } from 'kysely';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plantBoard } from './contract/index.ts';
import { run } from './fixtures/run.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { openDatabase, openStore } from './open-store.ts';
import type { Tables } from './schema.ts';
import { CanopySqlite } from './sqlite-dialect.ts';
import { tune } from './sqlite-file.ts';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'canopy-durable-'));
  file = path.join(folder, 'canopy.db');
});
afterEach(() => rm(folder, { recursive: true }));

test('kill -9, five times: nothing acknowledged is missing, nothing is half there', async () => {
  const first = await openStore({ file });
  await plantBoard(first);
  await first.close();
  const acknowledged: string[] = [];

  for (let round = 1; round <= 5; round++) {
    const { said, complained } = await run('writer', [file, String(round)], (sofar, { kill }) => {
      if (sofar.split('\n').length > 40 * round) kill();
    });
    expect(complained).toBe('');
    // The last line may be cut off mid-way: only whole lines were acknowledged.
    const acks = said.split('\n').slice(0, -1);
    expect(acks.length).toBeGreaterThanOrEqual(40 * round - 1);
    acknowledged.push(...acks);

    const store = await openStore({ file });
    const log = (await store.boards.load('board'))?.log ?? [];
    const logged = log.map(({ update }) => new TextDecoder().decode(update));
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, i) => i + 1));
    const kept = new Set(logged);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    // What was committed but not yet acknowledged is whole: its log entry and its reply.
    for (const id of logged) expect(await store.intents.replyTo(id, 'seat:a')).toBe(id);
    await store.close();
  }
}, 60_000);

/** Two processes, let go at the same moment. Each must open the file and find the steps done once. */
async function openTogether(): Promise<void> {
  const waiting = Promise.withResolvers<undefined>();
  let ready = 0;
  const opener = () =>
    run('opener', [file], (said, { say }) => {
      if (said !== 'ready ') return;
      ready += 1;
      if (ready === 2) waiting.resolve(undefined);
      void waiting.promise.then(say);
    });
  expect(await Promise.all([opener(), opener()])).toEqual([
    { said: 'ready opened 0', complained: '', signal: null },
    { said: 'ready opened 0', complained: '', signal: null },
  ]);
  const db = await openDatabase({ file });
  const steps = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .orderBy('name')
    .execute();
  expect(steps.map((step) => step.name)).toEqual(Object.keys(MIGRATIONS));
  await db.destroy();
}

test('two processes opening a file that is not there yet make it once', async () => {
  await openTogether();
  expect((await readdir(folder)).filter((name) => name.includes('.new-'))).toEqual([]);
}, 30_000);

test('two processes opening a file of an older shape migrate it once', async () => {
  const database = new SqliteDatabase(file);
  tune(database);
  const old = new Kysely<Tables>({ dialect: new CanopySqlite({ database }) });
  await migrate(old, Object.fromEntries(Object.entries(MIGRATIONS).slice(0, 2)));
  await old.destroy();
  await openTogether();
}, 30_000);

test('a migration that is killed half way leaves the old shape, whole and usable', async () => {
  const before = await openStore({ file });
  await plantBoard(before);
  await before.close();
  expect(await run('dies-migrating', [file])).toMatchObject({ signal: 'SIGKILL', complained: '' });
  const db = await openDatabase({ file });
  const tables = (await db.introspection.getTables()).map((t) => t.name);
  expect(tables).toContain('board');
  expect(tables.filter((t) => t.endsWith('half'))).toEqual([]);
  await db.destroy();
  const after = await openStore({ file });
  expect(await after.groups.all()).toHaveLength(1);
  await after.close();
}, 30_000);
