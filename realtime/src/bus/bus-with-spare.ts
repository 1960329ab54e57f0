import type { Bus, BusState, Listener } from './bus.ts';
import { Ear, type EarParts } from './ear.ts';
import type { BusMessage } from './messages.ts';
import { encode, MESSAGE_MAX_BYTES } from './wire.ts';

const TICK_EVERY_MS = 1_000;
const TICK_WHILE_DOWN_MS = 100;
/** As with the main line: a word to oneself that does not come back means that others' words do not. */
const SILENT_MAX_MS = 3_000;

const TICK = 0;
const WORD = 1;

/** A line of another kind: everybody who listens hears, ourselves too; lost while it is gone. */
export type SpareLine = {
  say(bytes: Uint8Array): void;
  renew(): void;
  close(): Promise<void>;
};

export type WithSpareParts = EarParts & {
  main: Bus;
  /** Opened when the main line is lost, and closed when it is back. */
  open: (hear: (bytes: Uint8Array) => void) => SpareLine;
};

/**
 * A bus that goes on by a spare line while its main one is away. For few and small words only, such as
 * who is here: the spare is not made for more. Every host finds out for itself that the main line is
 * gone, so for some seconds hosts may be on different lines: what is said must hold that long.
 */
export class BusWithSpare implements Bus {
  readonly hostId: string;
  readonly #parts: WithSpareParts;
  readonly #main: Bus;
  readonly #ear: Ear;
  readonly #states = new Set<(state: BusState) => void>();
  #spare: SpareLine | null = null;
  #said: BusState;
  #n = 0;
  #heardAt = -Infinity;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(parts: WithSpareParts) {
    this.hostId = parts.hostId;
    this.#parts = parts;
    this.#main = parts.main;
    this.#ear = new Ear('down', parts);
    this.#said = this.#main.state;
    this.#ear.onState(() => this.#sayState());
    this.#main.onState((state) => {
      if (state === 'down') this.#begin();
      else void this.#end();
      this.#sayState();
    });
    if (this.#main.state === 'down') this.#begin();
  }

  get state(): BusState {
    return this.#main.state === 'up' ? 'up' : this.#ear.state;
  }

  publish(message: BusMessage): void {
    if (this.#main.state === 'up') return this.#main.publish(message);
    this.#n += 1;
    const word = encode({ hostId: this.hostId, n: this.#n, message }, this.#parts.secret);
    if (word.byteLength <= MESSAGE_MAX_BYTES)
      this.#spare?.say(Buffer.concat([Buffer.of(WORD), word]));
  }

  hear(listener: Listener): () => void {
    return both(this.#main.hear(listener), this.#ear.hear(listener));
  }
  onBack(run: () => void): () => void {
    return both(this.#main.onBack(run), this.#ear.onBack(run));
  }
  onState(run: (state: BusState) => void): () => void {
    this.#states.add(run);
    return () => this.#states.delete(run);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#end();
    this.#ear.close();
    this.#states.clear();
    await this.#main.close();
  }

  #begin(): void {
    if (this.#spare !== null || this.#closed) return;
    this.#heardAt = -Infinity;
    this.#spare = this.#parts.open((bytes) => this.#take(bytes));
    this.#tick();
  }

  async #end(): Promise<void> {
    const spare = this.#spare;
    this.#spare = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#ear.is('down');
    await spare?.close();
  }

  #take(bytes: Uint8Array): void {
    if (this.#spare === null) return;
    const [kind] = bytes;
    const said = bytes.subarray(1);
    if (kind === WORD) return this.#ear.take(said);
    if (kind !== TICK || Buffer.from(said).toString('latin1') !== this.hostId) return;
    this.#heardAt = performance.now();
    this.#ear.is('up');
  }

  #tick(): void {
    if (this.#spare === null) return;
    if (this.#ear.state === 'up' && performance.now() - this.#heardAt > SILENT_MAX_MS) {
      this.#ear.is('down');
      this.#spare.renew();
    }
    this.#spare.say(Buffer.concat([Buffer.of(TICK), Buffer.from(this.hostId, 'latin1')]));
    const nextMs = this.#ear.state === 'up' ? TICK_EVERY_MS : TICK_WHILE_DOWN_MS;
    this.#timer = setTimeout(() => this.#tick(), nextMs).unref();
  }

  #sayState(): void {
    const { state } = this;
    if (state === this.#said) return;
    this.#said = state;
    for (const run of this.#states) run(state);
  }
}

const both = (one: () => void, other: () => void) => (): void => {
  one();
  other();
};
