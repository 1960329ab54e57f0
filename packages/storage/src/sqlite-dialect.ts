import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type SqliteDatabase,
  type SqliteDialectConfig,
} from 'kysely';
import type { Connection } from './one-connection.ts';

/**
 * Takes the write lock when a transaction begins. SQLite's own `begin` takes it at the first write,
 * and when another process wrote in between, fails there with no way to wait.
 */
class EagerDriver extends SqliteDriver {
  readonly #watch: TransactionWatch | undefined;

  constructor({ watch, ...config }: CanopySqliteConfig) {
    super(config);
    this.#watch = watch;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(BEGIN);
    this.#watch?.begin();
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(COMMIT);
    this.#watch?.end();
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // Whatever comes of it, what this transaction changed is not to be believed any more.
    await connection.executeQuery(ROLLBACK).finally(() => this.#watch?.end());
  }
}

const BEGIN = CompiledQuery.raw('begin immediate');
const COMMIT = CompiledQuery.raw('commit');
const ROLLBACK = CompiledQuery.raw('rollback');

/** Told while the transaction still has the connection to itself. */
export type TransactionWatch = { begin(): void; end(): void };
export type CanopySqliteConfig = SqliteDialectConfig & { watch?: TransactionWatch };

/** Statements are prepared once: preparing costs as much as running them. */
export function rememberStatements(database: Connection): Connection {
  const statements = new Map<string, ReturnType<SqliteDatabase['prepare']>>();
  return {
    prepare(text) {
      const found = statements.get(text);
      if (found !== undefined) return found;
      // A bound: lists of ids make a query of their own for each length.
      if (statements.size >= STATEMENTS_MAX) statements.clear();
      const statement = database.prepare(text);
      statements.set(text, statement);
      return statement;
    },
    isFree: () => database.isFree(),
    close: () => database.close(),
  };
}
const STATEMENTS_MAX = 500;

/** SQLite does roll back `create table`. Kysely says no and would migrate outside a transaction. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

export class CanopySqlite extends SqliteDialect {
  readonly #config: CanopySqliteConfig;

  constructor(config: CanopySqliteConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): SqliteDriver {
    return new EagerDriver(this.#config);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}
