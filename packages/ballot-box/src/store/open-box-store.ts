import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { BoxStore } from './box-store.ts';
import { openPostgresBox } from './open-postgres-box.ts';
import { openStages } from './sqlite-stages.ts';
import { openVotes } from './sqlite-votes.ts';
import { tidyLater } from './tidy.ts';

export type Place = { folder: string } | { postgres: string } | { memory: true };

/**
 * One file in this folder, a Postgres database of the box's own, or nothing at all for a test. Rejects
 * with SQLITE_BUSY when another box has the file, and with `UnfitDatabase` as `shape` and `openLine` say.
 */
export async function openBoxStore(place: Place): Promise<BoxStore> {
  if ('postgres' in place) return openPostgresBox(place.postgres);
  const database = 'folder' in place ? openFile(place.folder) : new SqliteDatabase(':memory:');
  try {
    prepare(database);
  } catch (error) {
    database.close();
    throw error;
  }
  const tidy = tidyLater(database);
  return {
    votes: openVotes(database, tidy.soon),
    stages: openStages(database, tidy.soon),
    scrub: async () => {
      tidy.now();
    },
    close: async () => {
      try {
        tidy.now();
      } finally {
        database.close();
      }
    },
  };
}

function prepare(database: SqliteDatabase.Database): void {
  tune(database);
  database.exec(`
    create table if not exists vote (
      id text primary key not null, key blob not null, rules text not null,
      state text not null, result text) without rowid;
    create table if not exists stage (
      id text primary key not null, key blob not null, state text not null) without rowid;
  `);
  // A box that was killed has not tidied up: the ballots of a vote it counted may be in free pages.
  database.exec('vacuum');
}

function openFile(folder: string): SqliteDatabase.Database {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'ballot-box.db');
  const database = new SqliteDatabase(file, { timeout: 1000 });
  chmodSync(file, 0o600);
  return database;
}

/**
 * No write-ahead log: it is a list of what came in the order in which it came. A commit is on the disk
 * before anybody is told (FULL), what is overwritten is overwritten with zeros, and nothing is ever
 * spilled into another file. EXCLUSIVE, so that no other process reads along, and two boxes on one
 * file never both believe in it.
 */
function tune(database: SqliteDatabase.Database): void {
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma('journal_mode = TRUNCATE');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  database.pragma('temp_store = MEMORY');
}
