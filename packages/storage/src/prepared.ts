import type { Compilable, CompiledQuery, QueryResult } from 'kysely';
import type { Executor } from './row.ts';

/** By database, because each has its own way to write a query. */
const compiled = new WeakMap<object, Map<string, CompiledQuery>>();

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
  return db.executeQuery<R>({ ...query, parameters: values });
}
