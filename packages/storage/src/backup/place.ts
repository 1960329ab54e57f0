import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import { BackupRefused } from './refused.ts';

/** Where the data of a Canopy is: a folder with its database in it, or a Postgres database. */
export type Place = { database: 'sqlite'; folder: string } | { database: 'postgres'; url: string };

/** What a setting or a hand typed means. Throws `BackupRefused` at an address that leads to neither. */
export function placeOf(text: string): Place {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return { database: 'sqlite', folder: text };
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text))
    return { database: 'postgres', url: text };
  throw new BackupRefused(
    'That is not the address of a Postgres database, such as postgres://user:password@host/canopy.',
  );
}

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
