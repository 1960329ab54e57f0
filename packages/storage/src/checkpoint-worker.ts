import { parentPort, workerData } from 'node:worker_threads';
import SqliteDatabase from 'better-sqlite3';

/** Runs on a thread of its own: copies what is committed from the log into the database file, when asked. */
const database = new SqliteDatabase(String(workerData), { timeout: 1_000 });
database.pragma('synchronous = NORMAL');
parentPort?.on('message', () => {
  try {
    // PASSIVE waits for nobody and takes what it can; the rest is for the next time.
    database.pragma('wal_checkpoint(PASSIVE)');
    parentPort?.postMessage('done');
  } catch {
    parentPort?.postMessage('not now');
  }
});
