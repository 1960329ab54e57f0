import { Kysely, sql } from 'kysely';
import SqliteDatabase from 'better-sqlite3';
import { BY_ITSELF_AFTER, Checkpointer } from './checkpointer.ts';
import { KeptRows } from './kept-rows.ts';
import { checkReadable, createOnce, tune } from './sqlite-file.ts';
import { migrate } from './migrate.ts';
import type { NotSaving } from './not-saved.ts';
import type { Store } from './ports/store.ts';
import { hasOneConnection } from './one-connection.ts';
import { watchSaving } from './saving.ts';
import type { Tables } from './schema.ts';
import { CanopySqlite, rememberStatements } from './sqlite-dialect.ts';
import { makeStore, oneConnection } from './store.ts';
import { WalFlush } from './wal-flush.ts';
import { wholeTransactions } from './whole-transactions.ts';

/** A file that keeps everything, or a memory that forgets at close (tests). */
type Embedded = { file: string; flush?: Flush } | { memory: true };

/**
 * When a transaction is done. `soon`: when it is committed, safe from a killed process; the disk has it
 * at most 50 ms later. `each`: when the disk has it, safe from a pulled plug.
 */
export type Flush = 'soon' | 'each';

/** Embedded, or a Postgres database several hosts share (`postgres://user:password@host:port/name`). */
export type Where = Embedded | { postgres: string };

/**
 * Opens the database, bringing it to this version's shape first. Throws `UnreadableDatabase`,
 * `NewerDatabase` or `UnusableDatabase`, each a sentence for whoever starts Canopy, and leaves such
 * a database as it was. `onSaving` is told when saving begins to fail and when it works again (null).
 */
export async function openStore(
  where: Where,
  onSaving?: (why: NotSaving | null) => void,
): Promise<Store> {
  if ('postgres' in where) {
    const { openPostgres, postgresWays, writesAndChangesNothing } = await import('./postgres.ts');
    const db = await openPostgres(where.postgres);
    const probe = () => writesAndChangesNothing(db);
    return watchSaving(makeStore(db, postgresWays()), { probe, onChange: onSaving });
  }
  const { db, kept, database } = await open(where);
  // Setting what is set already: a page is written and flushed, and says what it said. In a
  // transaction, which does not wait inside SQLite for whoever is writing.
  const probe = () => db.transaction().execute((tx) => sql`pragma user_version = 0`.execute(tx));
  const watch = { probe, onChange: onSaving };
  if (!('file' in where)) return watchSaving(makeStore(db, { ...oneConnection, kept }), watch);
  database.pragma(`wal_autocheckpoint = ${String(BY_ITSELF_AFTER)}`);
  const checkpointer = new Checkpointer(where.file);
  const wal = new WalFlush(where.file, changesOn(database));
  const flush = { wal, wait: where.flush === 'each' };
  const scrub = (): Promise<boolean> => {
    kept.letGo();
    return checkpointer.empty();
  };
  const ways = { ...oneConnection, kept, flush, scrub };
  const store = watchSaving(makeStore(db, ways), watch);
  return { ...store, close: () => checkpointer.close().then(() => store.close()) };
}

/** The query layer beneath a store: for this package's own tests and tools. */
export async function openDatabase(where: Where): Promise<Kysely<Tables>> {
  if (!('postgres' in where)) return (await open(where)).db;
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres(where.postgres);
}

type Opened = { db: Kysely<Tables>; kept: KeptRows; database: SqliteDatabase.Database };

async function open(where: Embedded): Promise<Opened> {
  if ('file' in where) {
    await createOnce(where.file, async (fresh) => {
      const { db } = connect(fresh);
      await migrate(db).finally(() => db.destroy());
    });
    checkReadable(where.file);
  }
  const opened = connect('file' in where ? where.file : ':memory:');
  const { db } = opened;
  try {
    await migrate(db);
    return opened;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

function connect(file: string): Opened {
  const database = new SqliteDatabase(file, { timeout: 5000 });
  tune(database);
  const written = database.prepare('pragma data_version').pluck();
  const kept = new KeptRows(() => written.get());
  const connection = rememberStatements(wholeTransactions(database));
  const dialect = new CanopySqlite({ database: connection, watch: kept });
  const db = new Kysely<Tables>({ dialect });
  hasOneConnection(db, dialect, connection, kept);
  return { db, kept, database };
}

function changesOn(database: SqliteDatabase.Database): () => unknown {
  const count = database.prepare('select total_changes()').pluck();
  return () => count.get();
}
