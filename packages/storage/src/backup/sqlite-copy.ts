import { closeSync, existsSync, openSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { LEDGER } from '../migrate.ts';
import { BackupRefused, damaged } from './refused.ts';

/** Pages copied before this process looks up again: 4 MiB. */
const PAGES_AT_ONCE = 1_024;

/**
 * Copies a database that a host may be writing to, as it stood at one moment, and gives the steps of
 * its schema. The host is not held up: it goes on writing beside the moment that is being copied.
 */
export async function copySqlite(
  from: string,
  to: string,
  progress: (share: number) => void,
): Promise<string[]> {
  if (!existsSync(from)) throw new BackupRefused(`There is no database at ${from}.`);
  // Made by us, so that it is nobody else's to read from its first byte on.
  closeSync(openSync(to, 'wx', 0o600));
  const source = new SqliteDatabase(from, { readonly: true, fileMustExist: true, timeout: 5_000 });
  try {
    // Held open, this one read is the moment: without it every write of the host would start the copy
    // again from its first page, and in a busy session it would never end.
    source.exec('begin');
    source.prepare('select count(*) from sqlite_master').get();
    await source.backup(to, {
      progress({ totalPages, remainingPages }) {
        progress(totalPages === 0 ? 1 : 1 - remainingPages / totalPages);
        return PAGES_AT_ONCE;
      },
    });
  } finally {
    source.close();
  }
  progress(1);
  return checkCopy(to);
}

/** Reads every page of it, and makes it one file that stands alone. */
function checkCopy(file: string): string[] {
  const copy = new SqliteDatabase(file, { fileMustExist: true });
  try {
    copy.pragma('journal_mode = delete');
    const verdict: unknown = copy.pragma('integrity_check(1)', { simple: true });
    if (verdict !== 'ok') throw damaged();
    return copy
      .prepare(`select name from ${LEDGER} order by name`)
      .pluck()
      .all()
      .filter((name) => typeof name === 'string');
  } finally {
    copy.close();
  }
}
