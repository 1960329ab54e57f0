import type { Compilable, CompiledQuery, QueryResult, SqliteDatabase } from 'kysely';
import type { Executor } from './row.ts';

/** By database, because each has its own way to write a query. */
const compiled = new WeakMap<object, Map<string, CompiledQuery>>();
const connections = new WeakMap<object, SqliteDatabase>();

/**
 * Says which connection a database's transactions run on, when it has only one and answers at once.
 * Inside a transaction the connection is ours alone, so a prepared query goes straight to it: the way
 * through the query layer costs more than the query.
 */
export function oneConnectionOf(db: Executor, connection: SqliteDatabase): void {
  connections.set(db.getExecutor().adapter, connection);
}

/**
 * A query that runs at every click, built and compiled once: on SQLite that costs several times what
 * running it does. `build` is given the values in the order in which they stand in the query; a name
 * always means the same query.
 */
export async function prepared<R, const V extends readonly unknown[]>(
  db: Executor,
  name: string,
  values: V,
  build: (db: Executor, ...values: V) => Compilable<R>,
): Promise<QueryResult<R>> {
  const { adapter } = db.getExecutor();
  let known = compiled.get(adapter);
  if (known === undefined) compiled.set(adapter, (known = new Map<string, CompiledQuery>()));
  let query = known.get(name) as CompiledQuery<R> | undefined;
  if (query === undefined) {
    query = build(db, ...values).compile();
    if (
      query.parameters.length !== values.length ||
      query.parameters.some((p, i) => p !== values[i])
    )
      throw new Error(`the values of ${name} are not given in the order of its query`);
    known.set(name, query);
  }
  const connection = db.isTransaction ? connections.get(adapter) : undefined;
  if (connection !== undefined) return straight(connection.prepare(query.sql), values);
  return db.executeQuery<R>({ ...query, parameters: values });
}

function straight<R>(
  statement: ReturnType<SqliteDatabase['prepare']>,
  values: readonly unknown[],
): QueryResult<R> {
  if (statement.reader) return { rows: statement.all(values) as R[] };
  const { changes } = statement.run(values);
  return { rows: [], numAffectedRows: BigInt(changes) };
}
