import type { Grid } from './schulze.ts';

/** The part of a tally's row that `rank` and `replace` share. */
export function gridOf(totals: readonly number[], options: number): Grid {
  return Array.from({ length: options }, (_, i) =>
    totals.slice(1 + i * options, 1 + (i + 1) * options),
  );
}

/**
 * The average place of each option, 1 = first, over the ballots that ranked anything; options that
 * share a place, unranked ones among them, each take the middle of the places they fill. Read off
 * the grid: each who put another above costs a place, each who put them level half of one.
 * Null when nobody ranked anything.
 */
export function averagePlaces(grid: Grid, ranked: number): (number | null)[] {
  return grid.map((row, i) => {
    if (ranked === 0) return null;
    const halves = row.reduce(
      (sum, above, j) => (j === i ? sum : sum + ranked + (grid[j]?.[i] ?? 0) - above),
      0,
    );
    return (2 * ranked + halves) / (2 * ranked);
  });
}
