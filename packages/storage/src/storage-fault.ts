import { whyNotSaved } from './not-saved.ts';

/**
 * The database did not answer: it is not there, went in the middle, or took too long. Whether the
 * last thing asked of it was done is not known.
 */
export class StorageAway extends Error {
  /** What the system called it (`ECONNREFUSED`), or `ESILENCE` where nobody had a name for it. */
  readonly code: string;

  constructor(cause: unknown) {
    super('The database did not answer.', { cause });
    this.name = 'StorageAway';
    this.code = codeOf(cause) ?? 'ESILENCE';
  }
}

/**
 * True when not what was asked but the database is at fault, and asking again later may go well: it
 * is full, busy, away or cannot be written. Damage does not pass by itself, and is not meant here.
 */
export function isStorageFault(error: unknown): boolean {
  if (error instanceof StorageAway) return true;
  const why = whyNotSaved(error);
  return why !== null && why !== 'damaged';
}

const TAKEN = new Set(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505']);

/** True when something that may be there only once is there already: an id, an address, a token. */
export function isTaken(error: unknown): boolean {
  const code = codeOf(error);
  return code !== null && TAKEN.has(code);
}

function codeOf(error: unknown): string | null {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null;
  return typeof code === 'string' ? code : null;
}
