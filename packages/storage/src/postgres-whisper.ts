import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';

/** Postgres passes on at most 8,000 bytes at a time; in base64 a third more than what is said. */
const PART_BYTES = 5_000;
const AGAIN_AFTER_MS = 500;
const CONNECT_WITHIN_MS = 3_000;
const GOODBYE_WITHIN_MS = 500;

export type WhisperParts = {
  url: string;
  /** Who listens under the same name hears. Lower-case letters. */
  channel: string;
  hear: (bytes: Uint8Array) => void;
};

/**
 * Something said to every process that listens on one Postgres now, ourselves too, in the order it was
 * said, and kept nowhere. On a connection of its own that comes back by itself; what is said while it
 * is gone is lost. Behind a pooler that lends connections out by the transaction nothing is heard, not
 * even oneself.
 */
export class Whisper {
  readonly #parts: WhisperParts;
  #client: Client | null = null;
  #closed = false;
  #leave: () => void = () => undefined;
  #coming: string[] = [];
  #saying: Promise<unknown> = Promise.resolve();

  constructor(parts: WhisperParts) {
    this.#parts = parts;
    void this.#listen();
  }

  say(bytes: Uint8Array): void {
    const client = this.#client;
    if (client === null) return;
    const parts: string[] = [];
    const of = Math.max(1, Math.ceil(bytes.byteLength / PART_BYTES));
    for (let at = 0; at < of; at += 1) {
      const part = bytes.subarray(at * PART_BYTES, (at + 1) * PART_BYTES);
      parts.push(`${String(at)}/${String(of)}:${Buffer.from(part).toString('base64')}`);
    }
    const ask = () =>
      client.query('select pg_notify($1, part) from unnest($2::text[]) part', [
        this.#parts.channel,
        parts,
      ]);
    this.#saying = this.#saying.then(ask).catch(() => undefined);
  }

  /** The line is thought to be dead, and has not said so: takes another. */
  renew(): void {
    this.#leave();
  }

  /** What was said last still goes out, when there is a line. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.race([this.#saying, wait(GOODBYE_WITHIN_MS)]);
    this.#leave();
  }

  async #listen(): Promise<void> {
    while (!this.#closed) {
      const { url, channel } = this.#parts;
      const client = new Client({
        connectionString: url,
        application_name: 'canopy presence',
        connectionTimeoutMillis: CONNECT_WITHIN_MS,
        keepAlive: true,
      });
      const ended = new Promise<void>((resolve) => {
        this.#leave = resolve;
        client.on('error', () => resolve());
        client.on('end', () => resolve());
      });
      try {
        await client.connect();
        client.on('notification', ({ payload }) => this.#take(payload ?? ''));
        this.#coming = [];
        this.#saying = Promise.resolve();
        await client.query(`listen ${client.escapeIdentifier(channel)}`);
        this.#client = client;
        if (!this.#closed) await ended;
      } catch {
        // Not there yet, or gone again: the next try is soon enough.
      }
      this.#client = null;
      // Not waited for: one that does not answer never says goodbye.
      client.end().catch(() => undefined);
      if (!this.#closed) await wait(AGAIN_AFTER_MS);
    }
  }

  /** The parts of one saying arrive together: they are one transaction. */
  #take(payload: string): void {
    const [, at = '', of = '', part = ''] = /^(\d+)\/(\d+):(.*)$/s.exec(payload) ?? [];
    if (at === '' || Number(at) !== this.#coming.length) this.#coming = [];
    if (Number(at) !== this.#coming.length) return;
    this.#coming.push(part);
    if (this.#coming.length < Number(of)) return;
    const bytes = Buffer.concat(this.#coming.map((each) => Buffer.from(each, 'base64')));
    this.#coming = [];
    this.#parts.hear(bytes);
  }
}
