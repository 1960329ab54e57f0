import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { UnreadableDatabase } from './unreadable.ts';

export const HOLD_FILE = 'canopy.lock';
const ASK_AGAIN_MS = 50;

/** Another process has this folder and did not let go in time. */
export class FolderInUse extends Error {
  constructor() {
    super('Another Canopy is running on this folder.');
    this.name = 'FolderInUse';
  }
}

export type Hold = {
  /** Lets the next one in. Safe to call twice. */
  release(): void;
};

/**
 * Makes this process the only host of a data folder: two of them would each keep boards in memory that
 * the other changes. What holds it is the system's own lock on a small file beside the database, so it
 * ends with the process however that ends, and nothing is left to clear away after `kill -9`. Whoever
 * only reads the database, or copies it, is not asked for it.
 *
 * Waits up to `withinMs` for a predecessor that is stopping; `onWait` is called once when there is one.
 * Throws `FolderInUse`.
 */
export async function holdFolder(
  folder: string,
  { withinMs = 3_000, onWait }: { withinMs?: number; onWait?: () => void } = {},
): Promise<Hold> {
  const file = path.join(folder, HOLD_FILE);
  // No waiting inside SQLite: that would stop this process's event loop, and a test's other host with it.
  const database = new SqliteDatabase(file, { timeout: 0 });
  const until = performance.now() + withinMs;
  for (let tries = 0; !take(database, file); tries += 1) {
    if (tries === 0) onWait?.();
    if (performance.now() >= until) {
      database.close();
      throw new FolderInUse();
    }
    await wait(ASK_AGAIN_MS);
  }
  return { release: () => void database.close() };
}

/** The transaction is never ended: it is the hold. */
function take(database: SqliteDatabase.Database, file: string): boolean {
  try {
    // Nothing is ever written in it, so nothing need be kept beside it to take that back.
    database.pragma('journal_mode = memory');
    database.exec('begin exclusive');
    return true;
  } catch (error) {
    const code = error instanceof SqliteDatabase.SqliteError ? error.code : '';
    if (code.startsWith('SQLITE_BUSY')) return false;
    database.close();
    if (code === 'SQLITE_NOTADB')
      throw new UnreadableDatabase(`The file ${file} is not one that Canopy left there.`, error);
    throw error;
  }
}
