import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { holdFolder, openStore, type Store } from '@canopy/storage';
import type { HostLog } from './log.ts';

export const DATABASE = 'canopy.db';

/** The data folder, held for this host alone until the store is closed. */
export async function openData(dataDir: string, log: HostLog): Promise<Store> {
  // Nobody else on this machine may read who sat in a room.
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const hold = await holdFolder(dataDir, {
    onWait() {
      log.event('data:waiting');
      log.sentence('Another Canopy holds this data folder; waiting a moment for it to stop.');
    },
  });
  try {
    const store = await openStore({ file: path.join(dataDir, DATABASE) });
    return { ...store, close: () => store.close().finally(() => hold.release()) };
  } catch (error) {
    hold.release();
    throw error;
  }
}
