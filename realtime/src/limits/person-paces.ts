import { Pace } from './pace.ts';

/** Over its pace this often, and this often each second after, a sender is not a person any more. */
const OVER_MAX = 500;
const OVER_PER_SECOND = 50;
/** Somebody who leaves and comes back within this has the turns they left with. */
const REMEMBERED_MS = 30_000;

export type PersonPace = {
  /** False = not now. */
  take(): boolean;
  /** Asked when it was not: false = hang up. */
  bear(): boolean;
};

type Kept = PersonPace & { sockets: number };

/**
 * The pace of each person over all their sockets: whoever floods and comes back, or opens twenty
 * windows, has no more turns than before. 0 commands a second = no limit, for benchmarks.
 */
export class PersonPaces {
  readonly #perSecond: number;
  readonly #kept = new Map<string, Kept>();

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** One more socket of this person. */
  enter(person: string): PersonPace {
    const kept = this.#kept.get(person) ?? this.#make();
    kept.sockets += 1;
    this.#kept.set(person, kept);
    return kept;
  }

  /** One fewer. */
  leave(person: string): void {
    const kept = this.#kept.get(person);
    if (kept === undefined) return;
    kept.sockets -= 1;
    setTimeout(() => {
      if (kept.sockets === 0 && this.#kept.get(person) === kept) this.#kept.delete(person);
    }, REMEMBERED_MS).unref();
  }

  #make(): Kept {
    const pace = this.#perSecond === 0 ? null : new Pace(2 * this.#perSecond, this.#perSecond);
    const patience = new Pace(OVER_MAX, OVER_PER_SECOND);
    return { sockets: 0, take: () => pace?.take() ?? true, bear: () => patience.take() };
  }
}
