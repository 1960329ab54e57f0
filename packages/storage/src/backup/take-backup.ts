import { chmodSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { flush, sumOf, writeManifest, type Manifest } from './manifest.ts';
import { emptyFolder, type Place } from './place.ts';
import { asking, runTool, stepsOf } from './postgres-tools.ts';
import { inPlainWords, type Progress } from './refused.ts';
import { copySqlite } from './sqlite-copy.ts';

export const SQLITE_FILE = 'canopy.db';
export const POSTGRES_FILE = 'canopy.dump';

/**
 * Copies everything a Canopy holds, as it stands at one moment, into an empty folder: the database, and
 * a manifest with its version, its time and the sum of every file. The hosts may be running and
 * writing: what was acknowledged before this began is in it. Throws `BackupRefused`, and leaves no half
 * a backup behind.
 */
export async function takeBackup(
  from: Place,
  folder: string,
  progress: Progress,
): Promise<Manifest> {
  emptyFolder(folder, 'Name a new folder, so that no older backup is lost.');
  const takenAt = new Date().toISOString();
  const name = from.database === 'sqlite' ? SQLITE_FILE : POSTGRES_FILE;
  const file = path.join(folder, name);
  try {
    const steps = await copy(from, file, progress);
    flush(file);
    const sha256 = await sumOf(file, (share) => progress(`adding up ${name}`, share));
    const manifest: Manifest = {
      format: 1,
      canopy: ownVersion(),
      database: from.database,
      steps,
      takenAt,
      files: [{ name, bytes: statSync(file).size, sha256 }],
    };
    writeManifest(folder, manifest);
    return manifest;
  } catch (error) {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    throw inPlainWords(error);
  }
}

async function copy(from: Place, file: string, progress: Progress): Promise<string[]> {
  if (from.database === 'sqlite')
    return copySqlite(path.join(from.folder, SQLITE_FILE), file, (share) =>
      progress('copying the database', share),
    );
  const steps = await asking(from.url, stepsOf);
  progress('copying the database', 0);
  await runTool('pg_dump', from.url, ['-Fc', '--no-owner', '--no-privileges', `--file=${file}`]);
  chmodSync(file, 0o600);
  progress('copying the database', 1);
  return steps;
}

function ownVersion(): string {
  const own: unknown = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  const version: unknown = Reflect.get(Object(own) as object, 'version');
  return typeof version === 'string' ? version : 'unknown';
}
