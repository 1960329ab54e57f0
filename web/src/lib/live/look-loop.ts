import { Comeback } from './comeback.ts';
import { PageLife } from './page-life.ts';

const EVERY_MS = 2_000;
/** Nobody sees it: nothing needs to be quick. */
const EVERY_HIDDEN_MS = 15_000;
/** However often something is said to have changed, the server is asked no oftener. */
const APART_MS = 400;
const WAITS = { firstMs: 2_000, mostMs: 15_000 };

/**
 * Looks again and again, each phone at moments of its own; sooner when told that something changed,
 * more and more seldom while nobody answers.
 */
export class LookLoop {
  /** Whether the last look was answered. */
  fine = false;
  readonly #look: () => Promise<boolean>;
  readonly #random: () => number;
  readonly #comeback: Comeback;
  #going = false;
  #looking = false;
  #again = false;
  #lookedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `look` says whether it was answered. */
  constructor(look: () => Promise<boolean>, random: () => number) {
    this.#look = look;
    this.#random = random;
    this.#comeback = new Comeback(() => void this.#run(), WAITS, random);
  }

  get going(): boolean {
    return this.#going;
  }
  start(): void {
    if (this.#going) return;
    this.#going = true;
    void this.#run();
  }
  stop(): void {
    this.#going = this.fine = this.#again = false;
    this.#comeback.stop();
    clearTimeout(this.#timer);
  }

  /** Looks at once; after the look under way, for that one may have begun too early. */
  soon(): void {
    if (!this.#going) return;
    if (this.#looking) this.#again = true;
    else this.#in(Math.max(0, this.#lookedAt + APART_MS - Date.now()));
  }

  #in(ms: number): void {
    this.#comeback.stop();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), ms);
  }

  async #run(): Promise<void> {
    if (!this.#going || this.#looking) return;
    this.#looking = true;
    this.#lookedAt = Date.now();
    const fine = await this.#look();
    this.#looking = false;
    if (!this.#going) return;
    this.fine = fine;
    if (!fine) return this.#comeback.later();
    this.#comeback.forget();
    const every = PageLife.hidden ? EVERY_HIDDEN_MS : EVERY_MS;
    this.#in(this.#again ? APART_MS : every * (0.75 + this.#random() / 2));
    this.#again = false;
  }
}
