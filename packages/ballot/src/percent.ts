/** Percentages of fewer people than this mislead: "7 of 12" says more. */
export const PERCENT_MIN = 20;

/** A whole percentage, or null where there are too few people for one to be honest. */
export const percent = (count: number, of: number): number | null =>
  of < PERCENT_MIN ? null : Math.round((100 * count) / of);
