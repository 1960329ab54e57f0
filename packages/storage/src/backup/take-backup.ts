import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { flush, sumOf, writeManifest, type Manifest } from './manifest.ts';
import { emptyFolder, type Place } from './place.ts';
import { copyPostgres } from './postgres-copy.ts';
import { inPlainWords, type Progress } from './refused.ts';
import { copySqlite } from './sqlite-copy.ts';

export const SQLITE_FILE = 'canopy.db';

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
  try {
    const { steps, names } = await copy(from, folder, (share) =>
      progress('copying the database', share),
    );
    const files: Manifest['files'] = [];
    for (const name of names) {
      const file = path.join(folder, name);
      flush(file);
      const sha256 = await sumOf(file, (share) => progress(`adding up ${name}`, share));
      files.push({ name, bytes: statSync(file).size, sha256 });
    }
    const { database } = from;
    const manifest: Manifest = {
      format: 1,
      canopy: ownVersion(),
      database,
      steps,
      takenAt,
      files,
    };
    writeManifest(folder, manifest);
    return manifest;
  } catch (error) {
    // It was empty when we came.
    for (const half of readdirSync(folder)) rmSync(path.join(folder, half), { force: true });
    throw inPlainWords(error);
  }
}

async function copy(
  from: Place,
  folder: string,
  progress: (share: number) => void,
): Promise<{ steps: string[]; names: string[] }> {
  if (from.database === 'postgres') return copyPostgres(from.url, folder, progress);
  const original = path.join(from.folder, SQLITE_FILE);
  const steps = await copySqlite(original, path.join(folder, SQLITE_FILE), progress);
  return { steps, names: [SQLITE_FILE] };
}

function ownVersion(): string {
  const own: unknown = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  const version: unknown = Reflect.get(Object(own) as object, 'version');
  return typeof version === 'string' ? version : 'unknown';
}
