/** Who is put above whom by how many: `grid[i][j]` people put option i above option j. Square. */
export type Grid = readonly (readonly number[])[];

/**
 * Whether one option beats another by Schulze's method on winning votes (arXiv:1804.02973): by a
 * chain of head-to-head wins whose weakest win is larger than that of any chain back. `beats[i][j]` is never true both ways; equal strengths are a tie.
 */
export function beats(grid: Grid): boolean[][] {
  const strength = strongestPaths(grid);
  return strength.map((row, i) => row.map((there, j) => there > (strength[j]?.[i] ?? 0)));
}

/** The strength of the strongest chain of wins from each option to each other; 0 where there is none. */
export function strongestPaths(grid: Grid): number[][] {
  const paths = grid.map((row, i) => row.map((won, j) => (won > (grid[j]?.[i] ?? 0) ? won : 0)));
  widen(paths);
  return paths;
}

/** Widest paths by Floyd and Warshall, in place. */
export function widen(paths: number[][]): void {
  for (const [via, onward] of paths.entries())
    for (const [from, row] of paths.entries()) {
      const there = row[via] ?? 0;
      if (from === via || there === 0) continue;
      for (const [to, direct] of row.entries()) {
        const round = Math.min(there, onward[to] ?? 0);
        if (to !== from && round > direct) row[to] = round;
      }
    }
}

/**
 * Options in tiers, best first: those nobody beats, then those nobody beats among the rest, and so
 * on. A tier is a set: its members stand in the order of the list, which means nothing.
 */
export function tiers(beaten: readonly (readonly boolean[])[]): number[][] {
  let rest = beaten.map((_, at) => at);
  const found: number[][] = [];
  while (rest.length > 0) {
    const among = rest;
    const best = among.filter((at) => !among.some((other) => beaten[other]?.[at] === true));
    // Beating is transitive, so somebody is always unbeaten; without that this would never end.
    if (best.length === 0) throw new Error('options beat each other in a circle');
    found.push(best);
    rest = among.filter((at) => !best.includes(at));
  }
  return found;
}
