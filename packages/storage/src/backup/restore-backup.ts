import { chmodSync, copyFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { HOLD_FILE, holdFolder } from '../folder-hold.ts';
import { checkFiles, flush, readManifest, type Manifest } from './manifest.ts';
import { emptyFolder, type Place } from './place.ts';
import { intoPostgres } from './postgres-restore.ts';
import { BackupRefused, inPlainWords, type Progress } from './refused.ts';
import { SQLITE_FILE } from './take-backup.ts';

/**
 * A browser that still holds a board or notes of the time after the backup would mix them with the
 * restored ones. A new epoch makes every one of them throw its copy away; the time of day, because restoring the same
 * backup twice must not give the same one.
 */
const NEW_EPOCH = (now: number): string =>
  ['board', 'note']
    .map(
      (table) =>
        `update ${table} set epoch = case when epoch < ${String(now)} then ${String(now)} else epoch + 1 end`,
    )
    .join(';\n');

/**
 * Puts a backup into an empty place, after every byte of it was found to be as it was. Throws
 * `BackupRefused` and changes nothing when the backup is damaged, cut short or of a newer Canopy, or
 * when something is there already.
 */
export async function restoreBackup(
  folder: string,
  into: Place,
  progress: Progress,
): Promise<Manifest> {
  const manifest = readManifest(folder);
  if (manifest.database !== into.database)
    throw new BackupRefused(
      into.database === 'sqlite'
        ? 'This is a backup of a Postgres database: name one to restore into, as postgres://….'
        : 'This is a backup of an embedded database: name a folder to restore into.',
    );
  await checkFiles(folder, manifest, progress);
  const epoch = NEW_EPOCH(Math.floor(Date.now() / 1000));
  if (into.database === 'sqlite') await intoFolder(folder, into.folder, epoch, progress);
  else
    await intoPostgres(folder, manifest, { url: into.url, afterwards: epoch }, (share) =>
      progress('copying the database', share),
    );
  return manifest;
}

const NOT_EMPTY = 'Nothing was changed: name an empty one, and move what is there away first.';

async function intoFolder(
  folder: string,
  target: string,
  epoch: string,
  progress: Progress,
): Promise<void> {
  emptyFolder(target, NOT_EMPTY);
  // A host that is started on it this very moment waits, and then finds its data.
  const hold = await holdFolder(target);
  const coming = path.join(target, `${SQLITE_FILE}.restoring`);
  try {
    if (readdirSync(target).some((name) => name !== HOLD_FILE))
      throw new BackupRefused(`${target} is not empty. ${NOT_EMPTY}`);
    progress('copying the database', 0);
    copyFileSync(path.join(folder, SQLITE_FILE), coming);
    chmodSync(coming, 0o600);
    const database = new SqliteDatabase(coming, { fileMustExist: true });
    try {
      database.exec(epoch);
    } finally {
      database.close();
    }
    flush(coming);
    renameSync(coming, path.join(target, SQLITE_FILE));
    flush(target);
    progress('copying the database', 1);
  } catch (error) {
    throw inPlainWords(error);
  } finally {
    rmSync(coming, { force: true });
    hold.release();
  }
}
