/**
 * Why nothing can be written at the moment, in one word that may be shown to a monitor and a log.
 * `locked`: another program writes. `away`: the database does not answer. Each but `damaged` can pass
 * by itself.
 */
export const NOT_SAVING = [
  'disk-full',
  'locked',
  'read-only',
  'disk-fault',
  'damaged',
  'away',
] as const;
export type NotSaving = (typeof NOT_SAVING)[number];

/** SQLite's own codes, Postgres's five characters, and the system's names for a lost connection. */
const REASONS: readonly (readonly [RegExp, NotSaving])[] = [
  [/^(SQLITE_FULL|ENOSPC|53100$)/, 'disk-full'],
  [/^(SQLITE_BUSY|SQLITE_LOCKED|55P03$|40001$|40P01$)/, 'locked'],
  [/^(SQLITE_READONLY|25006$)/, 'read-only'],
  [/^(SQLITE_IOERR|SQLITE_CANTOPEN|58...$)/, 'disk-fault'],
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB)/, 'damaged'],
  [/^((08|53|57)...$|25P03$|E[A-Z]{5,})/, 'away'],
];

/** Null: the database is not at fault, or the fault is not one of writing. */
export function whyNotSaved(error: unknown): NotSaving | null {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null;
  if (typeof code !== 'string') return null;
  return REASONS.find(([codes]) => codes.test(code))?.[1] ?? null;
}
