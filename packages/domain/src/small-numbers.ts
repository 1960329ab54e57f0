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
 * The parts of a known total. If exactly one part is hidden, subtraction would give it away, so the
 * smallest shown part (other than zero) is hidden too.
 */
export function showParts<K extends string>(parts: Record<K, number>): Record<K, ShownCount> {
  const keys = Object.keys(parts) as K[];
  const shown = Object.fromEntries(keys.map((k) => [k, showCount(parts[k])])) as Record<
    K,
    ShownCount
  >;
  const hidden = keys.filter((k) => !shown[k].shown);
  if (hidden.length === 1) {
    const next = keys
      .filter((k) => shown[k].shown && parts[k] > 0)
      .sort((a, b) => parts[a] - parts[b])[0];
    if (next !== undefined) shown[next] = { shown: false };
  }
  return shown;
}
