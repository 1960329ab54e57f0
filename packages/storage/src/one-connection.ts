import { SingleConnectionProvider, Transaction, type Kysely, type SqliteDatabase } from 'kysely';
import type { Executor } from './row.ts';
import type { Tables } from './schema.ts';
import type { CanopySqlite, TransactionWatch } from './sqlite-dialect.ts';

/** Runs `work` in a transaction: commits all it did, or takes all of it back and throws on. */
export type Transact = <T>(work: (tx: Executor) => Promise<T>) => Promise<T>;

/** A connection that can tell whether a transaction has it to itself. */
export type Connection = SqliteDatabase & { isFree(): boolean };

/** A database that has one connection and answers at once. */
export type OneConnection = { connection: Connection; transact: Transact };

/** By what writes a database's queries: an open transaction has the same as the database it is on. */
const known = new WeakMap<object, OneConnection>();

/** Null: the database has several connections, or answers when it pleases. */
export const oneConnectionOf = (db: Executor): OneConnection | null =>
  known.get(db.getExecutor().adapter) ?? null;

/**
 * Says that this database has one connection. A prepared query inside a transaction then goes straight
 * to it, and a transaction is begun and ended on it: the way through the query layer costs more than
 * the query. Every transaction is given the same `tx`, so what is built on it is built once.
 */
export function hasOneConnection(
  db: Kysely<Tables>,
  dialect: CanopySqlite,
  connection: Connection,
  watch: TransactionWatch,
): void {
  const executor = db.getExecutor();
  const [begin, commit, rollback] = ['begin immediate', 'commit', 'rollback'].map((text) =>
    connection.prepare(text),
  ) as [Statement, Statement, Statement];
  let inside: Executor | null = null;

  const transact: Transact = (work) =>
    executor.provideConnection(async (held) => {
      inside ??= new Transaction<Tables>({
        config: { dialect },
        dialect,
        driver: dialect.createDriver(),
        executor: executor.withConnectionProvider(new SingleConnectionProvider(held)),
      });
      begin.run([]);
      watch.begin();
      try {
        const done = await work(inside);
        commit.run([]);
        return done;
      } catch (error) {
        rollback.run([]);
        throw error;
      } finally {
        // Whatever came of it, before the connection is free for anybody else.
        watch.end();
      }
    });
  known.set(executor.adapter, { connection, transact });
}

type Statement = ReturnType<SqliteDatabase['prepare']>;
