import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import { BackupRefused } from './refused.ts';

/** Where the data of a Canopy is: a folder with its database in it, or a Postgres database. */
export type Place = { database: 'sqlite'; folder: string } | { database: 'postgres'; url: string };

export const placeOf = (text: string): Place =>
  /^postgres(ql)?:\/\//.test(text)
    ? { database: 'postgres', url: text }
    : { database: 'sqlite', folder: text };

/** A folder with nothing in it that only this account may look into. `what` ends the refusal. */
export function emptyFolder(folder: string, what: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Empty and there already is fine, but it may have been open to others.
    if (readdirSync(folder).length === 0) return chmodSync(folder, 0o700);
  } catch (error) {
    throw new BackupRefused(`${folder} is not a folder this account can use.`, error);
  }
  throw new BackupRefused(`${folder} is not empty. ${what}`);
}
