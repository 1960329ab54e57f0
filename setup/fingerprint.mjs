import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './places.mjs';

/** Every file under the given places, in one fixed order; a missing place is simply empty. */
function filesUnder(entry) {
  if (!existsSync(entry)) return [];
  if (!statSync(entry).isDirectory()) return [entry];
  return readdirSync(entry)
    .sort()
    .flatMap((name) => filesUnder(path.join(entry, name)));
}

/**
 * A hash of names and contents. Times are left out on purpose: a fresh clone, a branch switched
 * there and back, or a copied cache must not cost anyone a rebuild.
 * @param {string[]} entries absolute files and folders
 * @param {(file: string) => boolean} [wanted]
 */
export function fingerprint(entries, wanted = () => true) {
  const hash = createHash('sha256');
  for (const file of entries.flatMap(filesUnder).filter(wanted)) {
    hash.update(`${path.relative(root, file)}\0`);
    hash.update(readFileSync(file));
    hash.update('\0');
  }
  return hash.digest('hex');
}

export function readStamp(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

export function writeStamp(file, value) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${value}\n`);
}
