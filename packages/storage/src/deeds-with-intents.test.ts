import SqliteDatabase from 'better-sqlite3';
import { sql, Kysely } from 'kysely';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { plantBoard } from './contract/index.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { openStore } from './open-store.ts';
import type { Tables } from './schema.ts';
import { CanopySqlite } from './sqlite-dialect.ts';
import { tune } from './sqlite-file.ts';
import { makeStore, oneConnection } from './store.ts';

test('what could be undone before deeds moved in with their intents can be undone after', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'canopy-deeds-'));
  const file = path.join(folder, 'canopy.db');
  const database = new SqliteDatabase(file);
  tune(database);
  const old = new Kysely<Tables>({ dialect: new CanopySqlite({ database }) });
  await migrate(
    old,
    Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < '0010')),
  );
  await plantBoard(makeStore(old, oneConnection));
  for (const [n, id] of ['first', 'asked', 'undone', 'last'].entries()) {
    await sql`insert into intent (intent_id, by_whom, session_id, reply)
      values (${id}, 'seat:a', 'session', ${`reply ${id}`})`.execute(old);
    if (id !== 'asked')
      await sql`insert into board_deed (intent_id, by_whom, board_id, inverse, undone, turn)
        values (${id}, 'seat:a', 'board', ${`undo ${id}`}, ${id === 'undone' ? 1 : 0}, ${n})`.execute(
        old,
      );
  }
  await old.destroy();

  const store = await openStore({ file });
  const undoable = await store.boards.undoableBy('board', 'seat:a');
  const deeds = await Promise.all(undoable.map((id) => store.boards.findDeed(id, 'seat:a')));
  expect(deeds.map((deed) => [deed?.intentId, deed?.inverse])).toEqual([
    ['first', 'undo first'],
    ['last', 'undo last'],
  ]);
  expect((await store.boards.findDeed('undone', 'seat:a'))?.undone).toBe(true);
  expect(await store.boards.findDeed('asked', 'seat:a')).toBeNull();
  expect(await store.intents.replyTo('last', 'seat:a')).toBe('reply last');
  await store.close();
  await rm(folder, { recursive: true });
});
