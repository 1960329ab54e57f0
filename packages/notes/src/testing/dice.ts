/** A walk that comes back the same for the same seed (mulberry32): each throw is below what is asked. */
export type Dice = (below: number) => number;

export function dice(seed: number): Dice {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** A seed of its own every run. A failure prints it, and CANOPY_SEED walks the same way again. */
export const freshSeed = (): number => Number(process.env['CANOPY_SEED'] ?? Date.now()) >>> 0;
