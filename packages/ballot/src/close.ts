import { decide } from './decide.ts';
import { gridOf } from './grid.ts';
import { middleOf } from './middle.ts';
import type { Ballot, Paper } from './paper.ts';
import { beats, chains, strengthOf, tiers, type Grid } from './schulze.ts';
import { addTo, rowOf, type Tally } from './tally.ts';

/**
 * "Too close to call: one person could change this." `first` is for what comes first (or was
 * decided, or is in the middle), `tiers` for the whole order; methods without tiers have both alike.
 */
export type Close = { readonly first: boolean; readonly tiers: boolean };
const both = (close: boolean): Close => ({ first: close, tiers: close });

/** Counts again without each ballot in turn, and says whether any of them changed the answer. */
export function closeOf(
  paper: Paper,
  ballots: readonly Ballot[],
  { totals }: Tally,
  eligible: number,
): Close {
  // Ballots that say the same change the same: each kind is left out once.
  const rows = new Map(
    ballots.map((ballot) => {
      const row = rowOf(paper, ballot);
      return [row.join(), row] as const;
    }),
  );
  return without(paper, totals, [...rows.values()], eligible);
}

/**
 * The same for several boxes together, which know each other's totals and not each other's ballots:
 * whether any ballot that could have been among them would change the answer. Never says "no" where
 * leaving one out would change it; it may say "yes" where no ballot that was cast would have.
 */
export function maybeCloseOf(paper: Paper, { totals }: Tally, eligible: number): Close {
  switch (paper.method) {
    case 'approve':
      return both(isWithin(1, totals));
    case 'dots':
      return both(isWithin(paper.maxPerOption, totals.slice(0, paper.options.length)));
    case 'scale':
    case 'fist':
    case 'yes-no': {
      const answers = totals.map((_, at) => totals.map((_n, other) => Number(other === at)));
      const cast = answers.filter((_, at) => (totals[at] ?? 0) > 0);
      return without(paper, totals, cast, eligible);
    }
    case 'rank':
    case 'replace':
      return unsteady(gridOf(totals, paper.options.length));
  }
}

/** The positions of those with most; nobody when nobody got anything. */
export function mostOf(counts: readonly number[]): number[] {
  const most = Math.max(...counts);
  return most === 0 ? [] : counts.flatMap((n, at) => (n === most ? [at] : []));
}

/** Whether one person, who can give `step` at most, may have made the difference at the top. */
function isWithin(step: number, counts: readonly number[]): boolean {
  const [top = 0, next] = [...counts].sort((a, b) => b - a);
  return top > 0 && (top <= step || (next !== undefined && top - next <= step));
}

function without(
  paper: Paper,
  totals: readonly number[],
  rows: readonly (readonly number[])[],
  eligible: number,
): Close {
  const all = standing(paper, totals, eligible);
  const left = rows.map((row) => {
    const rest = [...totals];
    addTo(rest, row, -1);
    return standing(paper, rest, eligible);
  });
  return {
    first: left.some(({ first }) => first !== all.first),
    tiers: left.some(({ tiers: order }) => order !== all.tiers),
  };
}

/** What must stay the same, written so that it can be compared. */
function standing(
  paper: Paper,
  totals: readonly number[],
  eligible: number,
): { first: string; tiers: string } {
  const alike = (what: unknown) => ({ first: JSON.stringify(what), tiers: JSON.stringify(what) });
  switch (paper.method) {
    case 'approve':
      return alike(mostOf(totals));
    case 'dots':
      return alike(mostOf(totals.slice(0, paper.options.length)));
    case 'scale':
      return alike(middleOf(totals));
    case 'fist':
      return alike(middleOf(totals.slice(0, 5)));
    case 'yes-no': {
      const [yes = 0, no = 0] = totals;
      return alike(decide(paper.rule, { yes, no }, eligible));
    }
    case 'rank':
    case 'replace': {
      const order = tiers(beats(gridOf(totals, paper.options.length)));
      return { first: JSON.stringify(order[0]), tiers: JSON.stringify(order) };
    }
  }
}

/**
 * Bounds every chain of wins from below and above over all grids with any one ballot less, in which
 * each number is the same or one smaller. A pair that stands the same at both bounds cannot change.
 */
function unsteady(grid: Grid): Close {
  const least = chains(grid, (won, lost) => (won - 1 > lost ? won - 1 : 0));
  const most = chains(grid, (won, lost) => (won >= lost ? won : 0));
  const beaten = beats(grid);
  const canChange = (i: number, j: number) =>
    beaten[i]?.[j] === true
      ? strengthOf(least, i, j) <= strengthOf(most, j, i)
      : strengthOf(most, i, j) > strengthOf(least, j, i);
  const all = beaten.map((_, i) => i);
  const changes = (some: readonly number[]) =>
    some.some((i) => all.some((j) => i !== j && (canChange(i, j) || canChange(j, i))));
  return { first: changes(tiers(beaten)[0] ?? []), tiers: changes(all) };
}
