import { CompiledQuery, type Compilable, type QueryResult, type SqliteDatabase } from 'kysely';
import { oneConnectionOf } from './one-connection.ts';
import type { Executor } from './row.ts';

type Statement = ReturnType<SqliteDatabase['prepare']>;
type Known = { query: CompiledQuery; statement: Statement | null; reads: boolean };

/** By database, because each has its own way to write a query. */
const compiled = new WeakMap<object, Map<string, Known>>();

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
  let queries = compiled.get(adapter);
  if (queries === undefined) compiled.set(adapter, (queries = new Map<string, Known>()));
  let known = queries.get(name);
  if (known === undefined) {
    const query = build(db, ...values).compile();
    if (
      query.parameters.length !== values.length ||
      query.parameters.some((p, i) => p !== values[i])
    )
      throw new Error(`the values of ${name} are not given in the order of its query`);
    const connection = oneConnectionOf(db)?.connection;
    const reads = query.query.kind === 'SelectQueryNode';
    known = { query, statement: connection?.prepare(query.sql) ?? null, reads };
    queries.set(name, known);
  }
  if (known.statement !== null && isOurs(db, known.reads)) return straight(known.statement, values);
  return db.executeQuery<R>({ ...(known.query as CompiledQuery<R>), parameters: values });
}

/**
 * Inside a transaction the connection is ours alone. Outside, a question may be put while no
 * transaction has it: it is answered before anybody else can have a turn.
 */
const isOurs = (db: Executor, reads: boolean): boolean =>
  db.isTransaction || (reads && oneConnectionOf(db)?.connection.isFree() === true);

/** One word to the database, with nothing in it that was given: begin a part, take it back. */
export async function tell(tx: Executor, command: string): Promise<void> {
  const connection = oneConnectionOf(tx)?.connection;
  if (connection === undefined) await tx.executeQuery(CompiledQuery.raw(command));
  else connection.prepare(command).run([]);
}

function straight<R>(statement: Statement, values: readonly unknown[]): QueryResult<R> {
  if (statement.reader) return { rows: statement.all(values) as R[] };
  const { changes } = statement.run(values);
  return { rows: [], numAffectedRows: BigInt(changes) };
}
