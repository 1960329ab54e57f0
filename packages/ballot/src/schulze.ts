/** Who is put above whom by how many: `grid[i][j]` people put option i above option j. Square. */
export type Grid = readonly (readonly number[])[];

/**
 * Whether one option beats another by Schulze's method on winning votes (arXiv:1804.02973): by a
 * chain of head-to-head wins whose weakest win is larger than that of any chain back. `beats[i][j]` is never true both ways; equal strengths are a tie.
 */
export function beats(grid: Grid): boolean[][] {
  const paths = chains(grid, (won, lost) => (won > lost ? won : 0));
  return grid.map((row, i) => row.map((_, j) => strengthOf(paths, i, j) > strengthOf(paths, j, i)));
}

/** The strength of the strongest chain of wins from each option to each other; 0 where there is none. */
export function strongestPaths(grid: Grid): number[][] {
  const paths = chains(grid, (won, lost) => (won > lost ? won : 0));
  return grid.map((row, i) => row.map((_, j) => strengthOf(paths, i, j)));
}

/** Strongest chains between `options` options, row by row in one array: all are counted again for each ballot. */
export type Paths = { readonly options: number; readonly strengths: Int32Array };
export const strengthOf = ({ options, strengths }: Paths, from: number, to: number): number =>
  strengths[from * options + to] ?? 0;

/** Widest paths by Floyd and Warshall; `edge` makes a link's strength of who was put above whom, or 0 for none. */
export function chains(grid: Grid, edge: (won: number, lost: number) => number): Paths {
  const options = grid.length;
  const strengths = Int32Array.from(
    grid.flatMap((row, i) => row.map((won, j) => edge(won, grid[j]?.[i] ?? 0))),
  );
  for (let via = 0; via < options; via += 1)
    for (let from = 0; from < options; from += 1) {
      const there = strengths[from * options + via] ?? 0;
      if (from === via || there === 0) continue;
      for (let to = 0; to < options; to += 1) {
        const round = Math.min(there, strengths[via * options + to] ?? 0);
        const direct = from * options + to;
        if (to !== from && round > (strengths[direct] ?? 0)) strengths[direct] = round;
      }
    }
  return { options, strengths };
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
