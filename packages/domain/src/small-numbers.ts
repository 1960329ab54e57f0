/** Counts of people under this are hidden in anything saved or shared (people 74). Settings may only raise it. */
export const SMALL_MIN = 5;
/** A group is split by language, way or service only when it has this many people (people 74). */
export const SPLIT_MIN = 10;
/** No percentages for fewer people than this: "7 of 12" says more and misleads less. */
export const PERCENT_MIN = 20;

/** A count that may be shown, or the fact that it is too small to show. Zero is nobody, so it is shown. */
export type ShownCount = { shown: true; n: number } | { shown: false };
export const showCount = (n: number): ShownCount =>
  n === 0 || n >= SMALL_MIN ? { shown: true, n } : { shown: false };

/**
 * The parts of a known total. Where subtraction would give a hidden part away, the smallest shown
 * part (other than zero) is hidden too, until nothing can be worked out.
 */
export function showParts<K extends string>(parts: Record<K, number>): Record<K, ShownCount> {
  const keys = Object.keys(parts) as K[];
  const shown = Object.fromEntries(keys.map((k) => [k, showCount(parts[k])])) as Record<
    K,
    ShownCount
  >;
  const open = keys
    .filter((k) => shown[k].shown && parts[k] > 0)
    .sort((a, b) => parts[a] - parts[b]);
  const hidden = keys.filter((k) => !shown[k].shown).map((k) => parts[k]);
  while (isSolved(hidden)) {
    const least = open[0] === undefined ? undefined : parts[open[0]];
    if (least === undefined) break;
    // Equals go together: which of two equals was hidden would say which part is the small one.
    for (const next of open.splice(0, open.filter((k) => parts[k] === least).length)) {
      shown[next] = { shown: false };
      hidden.push(parts[next]);
    }
  }
  return shown;
}

/**
 * So few voted, or could have, that how they voted is not shown: people who might have voted give
 * away a small room as surely as those who did.
 */
export const isSmallVote = ({ voters, eligible }: { voters: number; eligible: number }): boolean =>
  [voters, eligible].some((n) => n > 0 && n < SMALL_MIN);

/** One alone is the rest of the total; parts that sum to their least or their most are all of that size. */
function isSolved(hidden: readonly number[]): boolean {
  if (hidden.length === 0) return false;
  const sum = hidden.reduce((a, b) => a + b, 0);
  return hidden.length === 1 || sum === hidden.length || sum === hidden.length * (SMALL_MIN - 1);
}
