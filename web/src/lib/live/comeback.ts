/** A line that held this long was a good one: what went wrong before it counts for nothing. */
const STEADY_MS = 5_000;

export type Waits = { firstMs: number; mostMs: number };

/**
 * When to try again: anywhere between now and a bound that doubles with each try. The whole wait is
 * chance and not only its edge, so that a thousand phones that lost one host in one instant do not
 * come back in one instant (people 87).
 */
export class Comeback {
  #run: () => void;
  #waits: Waits;
  #random: () => number;
  #tries = 0;
  #openedAt: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(run: () => void, waits: Waits, random: () => number = Math.random) {
    this.#run = run;
    this.#waits = waits;
    this.#random = random;
  }

  /** Tries after a wait of this device's own; a try that is waiting already stays as it is. */
  later(): void {
    if (this.#timer !== undefined) return;
    if (this.#openedAt !== null && Date.now() - this.#openedAt >= STEADY_MS) this.#tries = 0;
    this.#openedAt = null;
    const { firstMs, mostMs } = this.#waits;
    const most = Math.min(mostMs, firstMs * 2 ** this.#tries);
    this.#tries += 1;
    this.#timer = setTimeout(() => this.now(), this.#random() * most);
  }

  now(): void {
    this.stop();
    this.#run();
  }

  opened(): void {
    this.stop();
    this.#openedAt ??= Date.now();
  }

  /** It worked, and the next trouble is another one. */
  forget(): void {
    this.#tries = 0;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
