import type { Ack } from '@canopy/protocol';
import { Comeback } from './comeback.ts';
import type { Connection } from './connection.svelte.ts';
import { mayTravelWith, willPass, type Letter } from './outbox-letter.ts';

/** On their way at once. At 300 ms there and back, twenty leaves then take two round trips, not twenty. */
const ON_THE_WAY_MAX = 10;
/** Just under what the server allows one socket: whoever comes back with a pile of words is never told off. */
const BURST = 18;
const PER_SECOND = 9;
const WAITS = { firstMs: 1_000, mostMs: 8_000 };

export type PostmanHears = {
  /** What is still to be delivered, oldest first. */
  unsent: () => readonly Letter[];
  sent: (letter: Letter, reply: object) => void;
  refused: (letter: Letter) => void;
};

/**
 * Carries letters in their order, again and again until each is answered, never one of them twice at
 * a time. Several travel at once when they have nothing to do with each other; the line keeps their
 * order. After a lost line the oldest unanswered one goes first.
 */
export class Postman {
  readonly #connection: Connection;
  readonly #hears: PostmanHears;
  readonly #comeback: Comeback;
  readonly #out = new Map<string, Letter>();
  readonly #faults = new Map<string, number>();
  readonly #tried = new Set<string>();
  #resting = false;
  #turns = BURST;
  #turnsAt = 0;
  #turnTimer: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  constructor(connection: Connection, hears: PostmanHears, random: () => number = Math.random) {
    this.#connection = connection;
    this.#hears = hears;
    this.#comeback = new Comeback(() => this.#rested(), WAITS, random);
    connection.onConnected(() => this.hurry());
  }

  isOut(intentId: string): boolean {
    return this.#out.has(intentId);
  }
  /** Whether the server may have seen it: then only the server can undo it. */
  wasTried(intentId: string): boolean {
    return this.#tried.has(intentId);
  }

  /** What made waiting necessary is over. */
  hurry(): void {
    this.#comeback.forget();
    this.#comeback.now();
  }
  stop(): void {
    this.#over = true;
    this.#comeback.stop();
    clearTimeout(this.#turnTimer);
  }

  deliver(): void {
    clearTimeout(this.#turnTimer);
    for (const letter of this.#hears.unsent()) {
      if (this.#over || this.#resting || !this.#connection.ready) return;
      if (this.#out.has(letter.intentId)) continue;
      if (this.#out.size >= ON_THE_WAY_MAX) return;
      if ([...this.#out.values()].some((earlier) => !mayTravelWith(letter, earlier))) return;
      const wait = this.#untilTurn();
      if (wait > 0) {
        this.#turnTimer = setTimeout(() => this.deliver(), wait);
        return;
      }
      void this.#carry(letter);
    }
  }

  async #carry(letter: Letter): Promise<void> {
    this.#out.set(letter.intentId, letter);
    this.#tried.add(letter.intentId);
    const ack: Ack<object> | null = await this.#connection.send(
      letter.command,
      letter.input as never,
    );
    this.#out.delete(letter.intentId);
    if (this.#over) return;
    if (ack?.ok) {
      this.#comeback.forget();
      this.#faults.delete(letter.intentId);
      this.#hears.sent(letter, ack.value);
    } else if (ack === null || willPass(ack.refusal, this.#faultsOf(letter, ack.refusal.code))) {
      // What was sent after it is answered in its own time; nothing new leaves until this one may.
      this.#resting = true;
      this.#comeback.later();
    } else this.#hears.refused({ ...letter, refusal: ack.refusal });
    this.deliver();
  }

  #rested(): void {
    this.#resting = false;
    this.deliver();
  }

  #faultsOf({ intentId }: Letter, code: string): number {
    const before = this.#faults.get(intentId) ?? 0;
    if (code === 'unexpected') this.#faults.set(intentId, before + 1);
    return before;
  }

  /** Takes a turn of the pace, or says how long until there is one. */
  #untilTurn(): number {
    const now = Date.now();
    this.#turns = Math.min(BURST, this.#turns + ((now - this.#turnsAt) / 1_000) * PER_SECOND);
    this.#turnsAt = now;
    if (this.#turns < 1) return ((1 - this.#turns) / PER_SECOND) * 1_000;
    this.#turns -= 1;
    return 0;
  }
}
