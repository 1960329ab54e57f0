import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { holdFolder, openStore, type NotSaving, type Store } from '@canopy/storage';
import type { Config } from './config.ts';
import type { HostLog } from './log.ts';

export const DATABASE = 'canopy.db';

/**
 * The data folder, held for this host alone until the store is closed. With a Postgres the folder
 * holds only what is this host's own, and the database belongs to every host.
 */
export async function openData(
  { dataDir, databaseUrl, flush }: Pick<Config, 'dataDir' | 'databaseUrl' | 'flush'>,
  log: HostLog,
): Promise<Store> {
  // Nobody else on this machine may read who sat in a room.
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (databaseUrl !== null) return openStore({ postgres: databaseUrl }, sayWhenNotSaving(log));
  const hold = await holdFolder(dataDir, {
    onWait() {
      log.event('data:waiting');
      log.sentence('Another Canopy holds this data folder; waiting a moment for it to stop.');
    },
  });
  try {
    const store = await openStore(
      { file: path.join(dataDir, DATABASE), flush },
      sayWhenNotSaving(log),
    );
    return { ...store, close: () => store.close().finally(() => hold.release()) };
  } catch (error) {
    hold.release();
    throw error;
  }
}

const IN_WORDS: Readonly<Record<NotSaving, string>> = {
  'disk-full': 'The disk is full',
  locked: 'Another program is writing to the database and does not let go',
  'read-only': 'The database may not be written to',
  'disk-fault': 'The disk fails',
  damaged: 'The database is damaged',
  away: 'The database does not answer',
};

/** Once when it begins and once when it is over: a full disk is no place for a long log. */
const sayWhenNotSaving =
  (log: HostLog) =>
  (why: NotSaving | null): void => {
    log.event('storage:saving', { state: why ?? 'ok' });
    log.sentence(
      why === null
        ? 'Saving works again.'
        : `${IN_WORDS[why]}: nothing can be saved until that is mended. People are told, and what they write stays on their phones.`,
    );
  };
