import type SqliteDatabase from 'better-sqlite3';
import type { SqliteDatabase as Connection } from 'kysely';

type Statement = ReturnType<Connection['prepare']>;

/** How long beginning a transaction may hold up this process when another program is writing. */
const BEGIN_BUSY_MS = 10;

/**
 * A connection on which a transaction is whole or not there. SQLite rolls back by itself when the disk
 * is full or fails, and says so only in the error of one statement: whatever came after it would then
 * be committed alone, and the `rollback` that follows would be an error that hides the first. Here the
 * rest of a lost transaction is refused with the reason it was lost, and rolling it back succeeds.
 *
 * A transaction that cannot begin because another program is writing fails at once (`SQLITE_BUSY`):
 * waiting inside SQLite would stop the whole process.
 */
export function wholeTransactions(database: SqliteDatabase.Database): Connection {
  let begun = false;
  let lost: Error | null = null;
  const waitMs = database.pragma('busy_timeout', { simple: true });
  const waitLittle = database.prepare(`pragma busy_timeout = ${String(BEGIN_BUSY_MS)}`);
  const waitLong = database.prepare(`pragma busy_timeout = ${String(waitMs)}`);

  const begin = (go: () => unknown): void => {
    // Left over from a rollback that failed, it would stand in the way of every later one.
    if (database.inTransaction) database.exec('rollback');
    waitLittle.get();
    try {
      go();
    } finally {
      waitLong.get();
    }
    begun = true;
    lost = null;
  };
  const within = <R>(go: () => R): R => {
    if (begun && !database.inTransaction)
      throw lost ?? new Error('the transaction ended while it was in use');
    try {
      return go();
    } catch (error) {
      if (begun && !database.inTransaction && error instanceof Error) lost ??= error;
      throw error;
    }
  };
  const nothing = { changes: 0, lastInsertRowid: 0 };

  return {
    close: () => database.close(),
    prepare(text) {
      const statement: Statement = database.prepare(text);
      const asked = text.trim().toLowerCase();
      return {
        reader: statement.reader,
        all: (parameters) => within(() => statement.all(parameters)),
        iterate: (parameters) => within(() => statement.iterate(parameters)),
        run(parameters) {
          if (asked.startsWith('begin')) {
            begin(() => statement.run(parameters));
            return nothing;
          }
          if (asked === 'rollback') {
            begun = false;
            return database.inTransaction ? statement.run(parameters) : nothing;
          }
          const done = within(() => statement.run(parameters));
          if (asked === 'commit') begun = false;
          return done;
        },
      };
    },
  };
}
