/** Numbers that look random and come back the same for the same seed. */
export interface Prng {
  readonly seed: number;
  /** 0 ≤ x < 1 */
  next(): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  shuffle<T>(items: readonly T[]): T[];
  bytes(length: number): Uint8Array;
}

/** mulberry32: 32 bits of state, enough to wander a test and quick enough for 100,000 steps. */
export function prng(seed: number): Prng {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number): number =>
    low + Math.floor(next() * (high - low + 1));
  return {
    seed,
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (items) => {
      if (items.length === 0) throw new Error('nothing to pick from');
      return items[between(0, items.length - 1)] as (typeof items)[number];
    },
    shuffle: (items) => {
      const left = [...items];
      return items.map(
        () => left.splice(between(0, left.length - 1), 1)[0] as (typeof items)[number],
      );
    },
    bytes: (length) => Uint8Array.from({ length }, () => between(0, 255)),
  };
}

/**
 * A fresh walk every run, from `CANOPY_SEED` or the clock. The seed is printed because a failure that
 * cannot be walked again is only a rumour; a seed that failed becomes a named test.
 */
export function seeded(label: string): Prng {
  const given = process.env.CANOPY_SEED;
  const seed = given === undefined ? Date.now() >>> 0 : Number(given) >>> 0;
  console.info(`${label}: CANOPY_SEED=${seed}`);
  return prng(seed);
}
