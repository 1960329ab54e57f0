import type { BusState, Listener } from './bus.ts';
import { decode, hostOf } from './wire.ts';

/** Holes closer together than this are one: a host that was silent for a while misses many at once. */
const HOLES_SETTLE_MS = 100;
/** A host not heard for this long is one that stopped; its numbering is forgotten. */
const FORGET_MS = 60_000;
const STRANGE_EVERY_MS = 60_000;

export type EarParts = {
  hostId: string;
  /** What every host of this service knows and nobody else: their words are sealed with it. */
  secret: string;
  onBug: (error: unknown) => void;
  onStranger?: () => void;
};

type Other = { n: number; at: number };

/**
 * What a bus does with what comes in, whatever brings it: drops strangers, tells holes in the
 * numbering of each other host, and keeps one listener's fault from the others.
 */
export class Ear {
  readonly #parts: EarParts;
  readonly #listeners = new Set<Listener>();
  readonly #backs = new Set<() => void>();
  readonly #states = new Set<(state: BusState) => void>();
  readonly #others = new Map<string, Other>();
  #state: BusState;
  #strangeAt = -Infinity;
  #settling: NodeJS.Timeout | null = null;

  constructor(state: BusState, parts: EarParts) {
    this.#state = state;
    this.#parts = parts;
  }

  get state(): BusState {
    return this.#state;
  }

  hear(listener: Listener): () => void {
    const own: Listener = (message, hostId) => listener(message, hostId);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  onBack(run: () => void): () => void {
    const own = () => run();
    this.#backs.add(own);
    return () => this.#backs.delete(own);
  }

  onState(run: (state: BusState) => void): () => void {
    const own = (state: BusState) => run(state);
    this.#states.add(own);
    return () => this.#states.delete(own);
  }

  /** Coming up is coming back: even the first time, something was said before anybody listened. */
  is(state: BusState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const run of this.#states) this.#guarded(() => run(state));
    if (state === 'up') this.#missed();
  }

  take(bytes: Uint8Array): void {
    if (hostOf(bytes) === this.#parts.hostId) return;
    const envelope = decode(bytes, this.#parts.secret);
    if (envelope === 'stranger') return this.#strange();
    if (envelope === null) return;
    const { hostId, n, message } = envelope;
    const before = this.#others.get(hostId);
    this.#others.set(hostId, { n, at: performance.now() });
    if (before === undefined) this.#forgetStopped();
    else if (n !== before.n + 1) this.#missed();
    for (const listener of this.#listeners) this.#guarded(() => listener(message, hostId));
  }

  close(): void {
    if (this.#settling !== null) clearTimeout(this.#settling);
    this.#listeners.clear();
    this.#backs.clear();
    this.#states.clear();
  }

  #missed(): void {
    this.#settling ??= setTimeout(() => {
      this.#settling = null;
      for (const run of this.#backs) this.#guarded(run);
    }, HOLES_SETTLE_MS).unref();
  }

  /** Somebody else's, or a host that was given another secret: worth a line, and no more than one a minute. */
  #strange(): void {
    if (performance.now() - this.#strangeAt < STRANGE_EVERY_MS) return;
    this.#strangeAt = performance.now();
    this.#parts.onStranger?.();
  }

  #forgetStopped(): void {
    const long = performance.now() - FORGET_MS;
    for (const [hostId, { at }] of this.#others) if (at < long) this.#others.delete(hostId);
  }

  #guarded(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#parts.onBug(error);
    }
  }
}
