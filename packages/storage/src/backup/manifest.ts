import { createHash } from 'node:crypto';
import {
  createReadStream,
  openSync,
  closeSync,
  fsyncSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { MIGRATIONS } from '../migrations/index.ts';
import { BackupRefused, type Progress } from './refused.ts';

export const MANIFEST = 'manifest.json';

const Name = z.string().regex(/^[a-z0-9][a-z0-9_.-]*$/);
const Manifest = z.object({
  format: z.literal(1),
  canopy: z.string(),
  database: z.enum(['sqlite', 'postgres']),
  /** The steps its schema has taken, in order. */
  steps: z.array(z.string()).min(1),
  takenAt: z.iso.datetime(),
  files: z
    .array(z.object({ name: Name, bytes: z.int().min(1), sha256: z.string().length(64) }))
    .min(1),
});
export type Manifest = z.infer<typeof Manifest>;

/**
 * Written last: a folder without it is a backup that was cut short, and is not restored. Flushed,
 * because a backup is what one has when the machine has gone.
 */
export function writeManifest(folder: string, manifest: Manifest): void {
  const file = path.join(folder, MANIFEST);
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  flush(file);
  flush(folder);
}

export function flush(place: string): void {
  const opened = openSync(place, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** What a folder says it holds, once it is sure that this Canopy can read it. */
export function readManifest(folder: string): Manifest {
  let text: string;
  try {
    text = readFileSync(path.join(folder, MANIFEST), 'utf8');
  } catch (error) {
    throw new BackupRefused(
      `${folder} holds no ${MANIFEST}: it is no backup, or one that was cut short.`,
      error,
    );
  }
  const read = Manifest.safeParse(parsed(text));
  if (!read.success)
    throw new BackupRefused(`The ${MANIFEST} in ${folder} is not one that this Canopy can read.`);
  const later = read.data.steps.find((step) => !(step in MIGRATIONS));
  if (later !== undefined)
    throw new BackupRefused(
      `This backup was taken by a newer version of Canopy (it holds step ${later}). Restore it with that version.`,
    );
  return read.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export async function sumOf(file: string, progress: (share: number) => void): Promise<string> {
  const { size } = await stat(file);
  const hash = createHash('sha256');
  let read = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    const bytes = chunk as Buffer;
    hash.update(bytes);
    read += bytes.length;
    progress(size === 0 ? 1 : read / size);
  }
  return hash.digest('hex');
}

/** Every file as the manifest says it was, to the byte. */
export async function checkFiles(
  folder: string,
  { files }: Manifest,
  progress: Progress,
): Promise<void> {
  for (const { name, bytes, sha256 } of files) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => null);
    if (found === null)
      throw new BackupRefused(`${name} is missing from ${folder}. Nothing was restored.`);
    const sum =
      found.size === bytes ? await sumOf(file, (share) => progress(`checking ${name}`, share)) : '';
    if (sum !== sha256)
      throw new BackupRefused(
        `${name} in ${folder} is not as it was when the backup was taken. Nothing was restored.`,
      );
  }
}
