import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import { whenFree } from './when-free.ts';

/** Either the database or an open transaction on it: every store is built from one of these. */
export type Executor = Kysely<Tables>;

/** Runs in the transaction already open, or in one of its own. For acts of several statements. */
export function together<T>(db: Executor, work: (tx: Executor) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : whenFree(() => db.transaction().execute(work));
}

export const bit = (yes: boolean): number => (yes ? 1 : 0);

export const json = (value: unknown): string => JSON.stringify(value);

/**
 * Text we wrote ourselves, read back. Where the domain has a schema the store parses with it
 * instead; these are the shapes that have only a type.
 */
export const fromJson = <T>(text: string): T => JSON.parse(text) as T;

/** Drivers hand out their own kind of buffer over a shared pool; callers get plain bytes of their own. */
export const plainBytes = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);

/** How many rows a deletion took. */
export const removed = (result: { numDeletedRows: bigint }): number =>
  Number(result.numDeletedRows);

/** True when a statement touched at least one row. */
export const touched = (result: {
  numUpdatedRows?: bigint;
  numDeletedRows?: bigint;
  numInsertedOrUpdatedRows?: bigint | undefined;
}): boolean =>
  (result.numUpdatedRows ?? result.numDeletedRows ?? result.numInsertedOrUpdatedRows ?? 0n) > 0n;
