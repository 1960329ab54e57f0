import { setTimeout as wait } from 'node:timers/promises';
import type { Bus } from './bus.ts';
import { Ear, type EarParts } from './ear.ts';
import { namespaceOf, redisClient, type RedisClient } from './redis-client.ts';
import { encode, MESSAGE_MAX_BYTES } from './wire.ts';

const TICK_EVERY_MS = 1_000;
const TICK_WHILE_DOWN_MS = 100;
/** A word to oneself that takes longer than this to come back means that others' words do not come. */
const SILENT_MAX_MS = 3_000;
const UP_AT_START_WITHIN_MS = 2_000;
const GOODBYE_WITHIN_MS = 500;

export type RedisBusParts = EarParts & { url: string };

/**
 * The bus over Redis pub/sub. Whether it is up is not believed from the state of a connection, which
 * a network that swallows packets leaves open: the host sends itself a word and waits to hear it.
 */
export class RedisBus implements Bus {
  readonly hostId: string;
  /** The speaking line, for limits that count over all hosts. */
  readonly client: RedisClient;
  readonly #listening: RedisClient;
  /** Begins every name of ours in this Redis. */
  readonly namespace: string;
  readonly #ear: Ear;
  readonly #secret: string;
  #n = 0;
  #heardAt = -Infinity;
  #timer: NodeJS.Timeout | null = null;

  /** Resolves when the bus is up, or after two seconds without: a host starts without Redis too. */
  static async open(parts: RedisBusParts): Promise<RedisBus> {
    const bus = new RedisBus(parts);
    const until = performance.now() + UP_AT_START_WITHIN_MS;
    while (bus.state === 'down' && performance.now() < until) await wait(10);
    return bus;
  }

  private constructor({ url, ...parts }: RedisBusParts) {
    this.hostId = parts.hostId;
    this.#secret = parts.secret;
    this.namespace = namespaceOf(url);
    this.#ear = new Ear('down', parts);
    this.client = redisClient(url, false);
    this.#listening = redisClient(url, true);
    for (const client of [this.client, this.#listening]) {
      client.on('error', () => this.#ear.is('down'));
      // Rejects only when it is closed while still trying.
      client.connect().catch(() => undefined);
    }
    void this.#listen();
    this.#tick();
  }

  get state() {
    return this.#ear.state;
  }

  publish(message: Parameters<Bus['publish']>[0]): void {
    // Counted whether or not it is sent: others then see the hole and read what they missed.
    this.#n += 1;
    const bytes = encode({ hostId: this.hostId, n: this.#n, message }, this.#secret);
    if (bytes.byteLength <= MESSAGE_MAX_BYTES) this.#send(this.namespace, bytes);
  }

  hear(listener: Parameters<Bus['hear']>[0]): () => void {
    return this.#ear.hear(listener);
  }
  onBack(run: () => void): () => void {
    return this.#ear.onBack(run);
  }
  onState(run: Parameters<Bus['onState']>[0]): () => void {
    return this.#ear.onState(run);
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#ear.close();
    // What was said last, such as that this host is stopping, still goes out when there is a line.
    // Bounded: a network that swallows everything never answers, and a host that stops must stop.
    if (this.client.isReady)
      await Promise.race([this.client.close().catch(() => undefined), wait(GOODBYE_WITHIN_MS)]);
    this.client.destroy();
    this.#listening.destroy();
  }

  get #own(): string {
    return `${this.namespace}:${this.hostId}`;
  }

  async #listen(): Promise<void> {
    try {
      // Kept by the client and asked for again each time its line is back.
      await this.#listening.subscribe(this.namespace, (bytes) => this.#ear.take(bytes), true);
      await this.#listening.subscribe(this.#own, () => {
        this.#heardAt = performance.now();
        this.#ear.is('up');
      });
    } catch {
      // Lost while asking. The client asks again by itself only for what once succeeded.
      if (!this.#listening.isOpen) return;
      await wait(TICK_WHILE_DOWN_MS);
      await this.#listen();
    }
  }

  #tick(): void {
    if (performance.now() - this.#heardAt > SILENT_MAX_MS) this.#ear.is('down');
    this.#send(this.#own, Buffer.of(1));
    const nextMs = this.state === 'up' ? TICK_EVERY_MS : TICK_WHILE_DOWN_MS;
    this.#timer = setTimeout(() => this.#tick(), nextMs).unref();
  }

  #send(channel: string, bytes: Uint8Array): void {
    if (!this.client.isReady) return this.#ear.is('down');
    this.client
      .publish(channel, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
      .catch(() => this.#ear.is('down'));
  }
}
