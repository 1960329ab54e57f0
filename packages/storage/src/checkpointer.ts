import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';

/** The log is looked at this often, and copied into the database file when it has grown to this. */
const LOOK_EVERY_MS = 1_000;
const LONG_BYTES = 4 * 1024 * 1024;
/** In pages: the connection copies by itself only when the thread beside it has not managed to. */
export const BY_ITSELF_AFTER = 20_000;

/**
 * Keeps the write-ahead log short from a thread beside the event loop. SQLite's own way is to do it
 * inside some unlucky commit: a thousand pages copied and two flushes, while every room waits.
 */
export class Checkpointer {
  readonly #file: string;
  readonly #timer: NodeJS.Timeout;
  #worker: Worker | null = null;
  #asked = false;

  constructor(file: string) {
    this.#file = file;
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS).unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#worker?.terminate();
    this.#worker = null;
  }

  async #look(): Promise<void> {
    if (this.#asked) return;
    const size = await stat(`${this.#file}-wal`).then(
      (found) => found.size,
      () => 0,
    );
    if (size < LONG_BYTES) return;
    this.#asked = true;
    this.#thread().postMessage('copy');
  }

  /** Started when first needed: a small group's log may never grow so long. */
  #thread(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), {
      workerData: this.#file,
    });
    worker.unref();
    worker.on('message', () => (this.#asked = false));
    // Without it the connection copies by itself, later and less smoothly: nothing is lost.
    worker.on('error', () => {
      this.#worker = null;
      this.#asked = false;
    });
    this.#worker = worker;
    return worker;
  }
}
