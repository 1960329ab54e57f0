import { Kysely } from 'kysely';
import SqliteDatabase from 'better-sqlite3';
import { checkReadable, createOnce, tune } from './sqlite-file.ts';
import { migrate } from './migrate.ts';
import type { Store } from './ports/store.ts';
import type { Tables } from './schema.ts';
import { CanopySqlite } from './sqlite-dialect.ts';
import { makeStore, oneConnection } from './store.ts';

/** A file that keeps everything, or a memory that forgets at close (tests). */
export type Where = { file: string } | { memory: true };

/**
 * Opens the database, bringing it to this version's shape first. Throws `UnreadableDatabase` or
 * `NewerDatabase`, each a sentence for whoever starts Canopy, and leaves such a file as it was.
 */
export async function openStore(where: Where): Promise<Store> {
  return makeStore(await openDatabase(where), oneConnection);
}

/** The query layer beneath a store: for this package's own tests and tools. */
export async function openDatabase(where: Where): Promise<Kysely<Tables>> {
  if ('file' in where) {
    await createOnce(where.file, async (fresh) => {
      const db = connect(fresh);
      await migrate(db).finally(() => db.destroy());
    });
    checkReadable(where.file);
  }
  const db = connect('file' in where ? where.file : ':memory:');
  try {
    await migrate(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

function connect(file: string): Kysely<Tables> {
  const database = new SqliteDatabase(file, { timeout: 5000 });
  tune(database);
  return new Kysely<Tables>({ dialect: new CanopySqlite({ database }) });
}
