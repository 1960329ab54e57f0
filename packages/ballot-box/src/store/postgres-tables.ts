import type { Ask } from './postgres-line.ts';

export type Kind = 'ballot' | 'leaf';

/** No column has a default, a time, or a number that counts up: a version says how often a mind was changed. */
const COLUMNS = {
  ballot: {
    pass: 'bytea not null',
    version: 'integer not null',
    choice: 'text collate "C" not null',
    code: 'text collate "C" not null',
  },
  leaf: {
    pass: 'bytea not null',
    edit: 'bytea not null',
    leaf: 'text collate "C" not null',
    version: 'integer not null',
    words: 'text',
    answer_key: 'bytea not null',
    state: 'text not null',
    batch: 'text collate "C"',
  },
} as const satisfies Record<Kind, Record<string, string>>;

/**
 * Nobody takes samples of it: Postgres keeps what was frequent in a column among its own statistics,
 * also after the table is gone.
 */
export async function makeTable(ask: Ask, kind: Kind, name: string): Promise<void> {
  const columns = Object.entries(COLUMNS[kind]);
  await ask(
    `create table ${name} (${columns.map(([column, type]) => `${column} ${type}`).join(', ')})
     with (autovacuum_enabled = false, toast.autovacuum_enabled = false)`,
  );
  await ask(
    `alter table ${name} ${columns.map(([column]) => `alter ${column} set statistics 0`).join(', ')}`,
  );
}

/** By the only things that rows are found by. */
export async function indexTable(ask: Ask, kind: Kind, name: string): Promise<void> {
  await ask(`alter table ${name} add primary key (pass)`);
  if (kind === 'leaf') await ask(`create unique index on ${name} (edit)`);
}
