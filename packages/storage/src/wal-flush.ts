import { open } from 'node:fs/promises';

/** What is committed and nobody waits for is on the disk at most this much later. */
const LATEST_MS = 50;

/** The part of a file that is used here. */
export type LogFile = { datasync(): Promise<void>; close(): Promise<void> };

/**
 * Brings what is committed onto the disk, beside the event loop. SQLite's own `synchronous = FULL`
 * flushes inside the commit and stops the whole process for as long as the disk takes: on a busy disk
 * hundreds of milliseconds for everybody in every room. Here the commit writes to the log file
 * (`synchronous = NORMAL`: whole or not at all, and safe from a killed process) and the flush happens on
 * another thread, every 50 ms while there is something to flush: a machine that loses its power may
 * lose that much. Whoever wants even that waits for `settled`; one flush serves all who wait.
 *
 * A flush that fails leaves nobody knowing what the disk holds, so it ends the process: the next start
 * reads what is there.
 */
export class WalFlush {
  readonly #open: () => Promise<LogFile>;
  readonly #changes: () => unknown;
  readonly #timer: NodeJS.Timeout;
  #log: LogFile | null = null;
  #flushed: unknown;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  /** `changes` counts rows ever changed on this connection, so that nothing is flushed for nothing. */
  constructor(
    file: string,
    changes: () => unknown,
    openLog: (path: string) => Promise<LogFile> = (path) => open(path, 'r+'),
  ) {
    this.#open = () => openLog(`${file}-wal`);
    this.#changes = changes;
    this.#flushed = changes();
    this.#timer = setInterval(() => void this.settled(), LATEST_MS).unref();
  }

  /** Resolves once everything committed before this call is on the disk. */
  settled(): Promise<void> {
    if (this.#changes() === this.#flushed) return this.#running ?? Promise.resolve();
    // The one under way may have begun before the newest commit.
    if (this.#running === null) return this.#begin();
    this.#next ??= this.#running.then(() => {
      this.#next = null;
      return this.#begin();
    });
    return this.#next;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.settled();
    await this.#log?.close();
    this.#log = null;
  }

  #begin(): Promise<void> {
    this.#flushed = this.#changes();
    this.#running = this.#flush().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #flush(): Promise<void> {
    try {
      this.#log ??= await this.#open();
      await this.#log.datasync();
    } catch (error) {
      setImmediate(() => {
        throw error;
      });
      // Nobody is told yes.
      await new Promise(() => undefined);
    }
  }
}
