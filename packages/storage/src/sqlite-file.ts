import { chmodSync, existsSync, linkSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { LEDGER } from './migrate.ts';
import { UnreadableDatabase } from './unreadable.ts';

/**
 * A commit is whole or not at all, and safe when the process is killed (NORMAL in WAL); `WalFlush`
 * brings it onto the disk before anybody is told. Erased words are overwritten (secure_delete), and a
 * busy neighbour is waited for.
 */
export function tune(database: SqliteDatabase.Database): void {
  database.pragma('busy_timeout = 1000');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma('foreign_keys = ON');
  database.pragma('secure_delete = ON');
}

/**
 * Makes a missing database beside its place and links it in when whole, without ever replacing what
 * stands there. So an empty or half-written file is never one of ours in the making: it is damage,
 * and refused, where SQLite would quietly start over in it.
 */
export async function createOnce(
  file: string,
  make: (fresh: string) => Promise<void>,
): Promise<void> {
  if (existsSync(file)) return;
  // An empty one holds nothing: looking at a damaged file leaves it behind when the file is moved away.
  if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0)
    throw new UnreadableDatabase(
      `The database file ${file} is missing, but its newest entries (${file}-wal) are still there.`,
    );
  mkdirSync(dirname(file), { recursive: true });
  const fresh = `${file}.new-${String(process.pid)}-${String(Date.now())}`;
  try {
    await make(fresh);
    // Only the account that runs Canopy reads it; SQLite gives the log beside it the same rights.
    chmodSync(fresh, 0o600);
    linkSync(fresh, file);
  } catch (error) {
    // Another process was first: its file is as good.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(`${fresh}${end}`, { force: true });
  }
}

/** Reads the whole structure without the right to write, so a damaged file stays as it was found. */
export function checkReadable(file: string): void {
  const unreadable = (cause?: unknown) =>
    new UnreadableDatabase(`The database file ${file} is damaged, or is not Canopy’s.`, cause);
  let database: SqliteDatabase.Database | null = null;
  try {
    database = new SqliteDatabase(file, { readonly: true, fileMustExist: true, timeout: 5000 });
    const verdict: unknown = database.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok') throw unreadable();
    // An empty file reads as an empty database, and another program's as a sound one: neither is ours.
    const ours = database.prepare('select 1 from sqlite_master where name = ?').get(LEDGER);
    if (ours === undefined) throw unreadable();
  } catch (error) {
    if (error instanceof UnreadableDatabase) throw error;
    if (error instanceof SqliteDatabase.SqliteError && isDamage(error.code))
      throw unreadable(error);
    throw error;
  } finally {
    database?.close();
  }
}

const isDamage = (code: string): boolean =>
  code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
