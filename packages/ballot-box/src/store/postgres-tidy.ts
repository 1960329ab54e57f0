import type { Line } from './postgres-line.ts';
import { indexTable, makeTable, type Kind } from './postgres-tables.ts';
import { tableOf } from './table-of.ts';

const TIDY_WITHIN_MS = 500;

/**
 * Postgres keeps rows in the order in which they came, each with the number of its transaction, and what
 * was overwritten until it is vacuumed. So soon after each change the table is written anew in the
 * order of its hashes, by one transaction for all its rows, and the old file is removed. (`cluster` and
 * `vacuum full` would keep the numbers.)
 */
export function tidyPostgres(line: Line) {
  const changed = new Map<string, () => Promise<void>>();
  let timer: NodeJS.Timeout | null = null;

  const now = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    for (const [table, rewriteIt] of [...changed]) {
      // Taken off first: what comes in while it is written anew makes it changed again.
      changed.delete(table);
      try {
        await rewriteIt();
      } catch (error) {
        changed.set(table, rewriteIt);
        throw error;
      }
    }
  };
  return {
    now,
    soon: (kind: Kind, id: string): void => {
      changed.set(tableOf(kind, id), () => rewrite(line, kind, id));
      // A database that is away holds the rows as they are. The next change tries again, and so does a start.
      timer ??= setTimeout(() => void now().catch(() => undefined), TIDY_WITHIN_MS).unref();
    },
    /** After a start: a box that was killed has not tidied up. */
    all: async (): Promise<void> => {
      const tables = await line.inOne((ask) =>
        ask<{ kind: Kind; id: string }>(
          `select split_part(relname, '_', 1) as kind, split_part(relname, '_', 2) as id
           from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace
             and relname ~ '^(ballot|leaf)_[a-z0-9]{20}$'`,
        ),
      );
      for (const { kind, id } of tables) await rewrite(line, kind, id);
    },
  };
}

const rewrite = (line: Line, kind: Kind, id: string): Promise<void> =>
  line.inOne(async (ask) => {
    const table = tableOf(kind, id);
    const [there] = await ask('select from pg_class where oid = to_regclass($1)', [table]);
    if (there === undefined) return;
    await makeTable(ask, kind, `${table}_new`);
    await ask(`insert into ${table}_new select * from ${table} order by pass`);
    await ask(`drop table ${table}`);
    await ask(`alter table ${table}_new rename to ${table}`);
    await indexTable(ask, kind, table);
  });
