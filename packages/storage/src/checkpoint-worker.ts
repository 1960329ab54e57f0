import { parentPort, workerData } from 'node:worker_threads';
import SqliteDatabase from 'better-sqlite3';

/** For as long as it empties the log nobody can write, so it does not wait for a reader who stays. */
const FOR_READERS_MS = 200;

/** Runs on a thread of its own: copies what is committed from the log into the database file, when asked. */
const database = new SqliteDatabase(String(workerData), { timeout: 1_000 });
database.pragma('synchronous = NORMAL');
parentPort?.on('message', (asked) => {
  if (asked === 'empty') parentPort?.postMessage(empty() ? 'emptied' : 'not emptied');
  else copy();
});

function copy(): void {
  try {
    // PASSIVE waits for nobody and takes what it can; the rest is for the next time.
    database.pragma('wal_checkpoint(PASSIVE)');
    parentPort?.postMessage('done');
  } catch {
    parentPort?.postMessage('not now');
  }
}

function empty(): boolean {
  try {
    database.pragma(`busy_timeout = ${String(FOR_READERS_MS)}`);
    const [answer] = database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    return answer?.busy === 0;
  } catch {
    return false;
  } finally {
    database.pragma('busy_timeout = 1000');
  }
}
