/** Positions on a scale, from 0, lowest first: two of them, for with an even number two answers share the middle. */
export type Middle = readonly [number, number];

/** The middle answer or answers of people counted along a scale; null when there is none. */
export function middleOf(counts: readonly number[]): Middle | null {
  const people = counts.reduce((sum, n) => sum + n, 0);
  if (people === 0) return null;
  return [answerOf(counts, Math.ceil(people / 2)), answerOf(counts, Math.floor(people / 2) + 1)];
}

/** The lowest and the highest answer anybody gave; null when nobody answered. */
export function spreadOf(counts: readonly number[]): Middle | null {
  const given = counts.flatMap((n, at) => (n > 0 ? [at] : []));
  const [low] = given;
  const high = given.at(-1);
  return low === undefined || high === undefined ? null : [low, high];
}

/** The answer of the nth person when all stand in a line by answer. */
function answerOf(counts: readonly number[], nth: number): number {
  let before = 0;
  return counts.findIndex((n) => (before += n) >= nth);
}
