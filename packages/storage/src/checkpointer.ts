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
  #emptying: Promise<boolean> | null = null;

  constructor(file: string) {
    this.#file = file;
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS).unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#worker?.terminate();
    this.#worker = null;
  }

  /**
   * Copies all of the log into the database file and empties it. Words that were deleted stand in the
   * log until then, though the file has overwritten them (reliability 5). False when somebody was
   * reading, a backup say, and it could not be done: ask again later.
   */
  empty(): Promise<boolean> {
    this.#emptying ??= this.#empty().finally(() => (this.#emptying = null));
    return this.#emptying;
  }

  async #empty(): Promise<boolean> {
    if ((await this.#length()) === 0) return true;
    const worker = this.#thread();
    // Held while it is under way, or a process with nothing else to do would end in the middle.
    worker.ref();
    return new Promise<boolean>((resolve) => {
      const settle = (done: boolean): void => {
        worker.off('message', heard);
        worker.off('exit', ended);
        worker.unref();
        resolve(done);
      };
      const heard = (said: unknown): void => {
        if (said === 'emptied' || said === 'not emptied') settle(said === 'emptied');
      };
      const ended = (): void => settle(false);
      worker.on('message', heard);
      worker.on('exit', ended);
      worker.postMessage('empty');
    });
  }

  async #look(): Promise<void> {
    if (this.#asked) return;
    if ((await this.#length()) < LONG_BYTES) return;
    this.#asked = true;
    this.#thread().postMessage('copy');
  }

  #length(): Promise<number> {
    return stat(`${this.#file}-wal`).then(
      ({ size }) => size,
      () => 0,
    );
  }

  /** Started when first needed: a small group's log may never grow so long. */
  #thread(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), {
      workerData: this.#file,
    });
    worker.unref();
    worker.on('message', (said) => {
      if (said === 'done' || said === 'not now') this.#asked = false;
    });
    // Without it the connection copies by itself, later and less smoothly: nothing is lost.
    worker.on('error', () => {
      this.#worker = null;
      this.#asked = false;
    });
    this.#worker = worker;
    return worker;
  }
}
