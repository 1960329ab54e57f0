import type SqliteDatabase from 'better-sqlite3';
import type { Connection } from './one-connection.ts';

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
  const waitMs = Number(database.pragma('busy_timeout', { simple: true }));
  const waits = {
    little: database.prepare(`pragma busy_timeout = ${String(BEGIN_BUSY_MS)}`),
    long: database.prepare(`pragma busy_timeout = ${String(waitMs)}`),
  };
  // SQLite does what such a statement says when it is prepared, and from the second run on prepares it
  // again each time: the first run of all would change nothing.
  for (const how of ['little', 'long'] as const) waits[how].get();
  let waiting: keyof typeof waits = 'long';
  /** Told only when it differs from the last time: it costs as much as a statement. */
  const wait = (how: keyof typeof waits): void => {
    if (waiting === how) return;
    waits[how].get();
    waiting = how;
  };

  const begin = (statement: Statement): void => {
    // Left over from a rollback that failed, it would stand in the way of every later one.
    if (database.inTransaction) database.exec('rollback');
    wait('little');
    statement.run([]);
    begun = true;
    lost = null;
  };
  const within = <R>(
    writes: boolean,
    go: (parameters: readonly unknown[]) => R,
    given: readonly unknown[],
  ): R => {
    if (!begun) {
      if (writes) wait('long');
    } else if (lost !== null) throw lost;
    try {
      return go(given);
    } catch (error) {
      // Only a statement that fails can take the transaction with it.
      if (begun && !database.inTransaction)
        lost ??= error instanceof Error ? error : new Error('the transaction was lost');
      throw error;
    }
  };
  const nothing = { changes: 0, lastInsertRowid: 0 };

  return {
    isFree: () => !begun && !database.inTransaction,
    close: () => database.close(),
    prepare(text) {
      const prepared = database.prepare(text);
      const statement: Statement = prepared;
      const writes = !prepared.readonly;
      const all = (given: readonly unknown[]) => statement.all(given);
      const run = (given: readonly unknown[]) => statement.run(given);
      const asked = text.trim().toLowerCase();
      const plain = {
        reader: statement.reader,
        all: (given: readonly unknown[]) => within(writes, all, given),
        // Not read bit by bit: what fails must fail here.
        iterate: (given: readonly unknown[]) => within(writes, all, given)[Symbol.iterator](),
      };
      if (asked.startsWith('begin'))
        return {
          ...plain,
          run() {
            begin(statement);
            return nothing;
          },
        };
      if (asked === 'rollback')
        return {
          ...plain,
          run(given) {
            begun = false;
            return database.inTransaction ? run(given) : nothing;
          },
        };
      if (asked === 'commit')
        return {
          ...plain,
          run(given) {
            const done = within(writes, run, given);
            begun = false;
            return done;
          },
        };
      return { ...plain, run: (given) => within(writes, run, given) };
    },
  };
}
