import { isBlank } from './fits.ts';
import { FACES, FISTS, YES_NO, type Ballot, type Paper, type Places } from './paper.ts';

/**
 * What is left of ballots once counted. `totals` is a sum of one row of whole numbers for each
 * ballot, laid out by method (`k` = number of options, in the order of the paper):
 * - approve: people for each option (k)
 * - dots: dots for each option (k), then people who gave any (k)
 * - scale, fist, yes-no: people for each answer
 * - rank: ballots that ranked anything (1), then for each pair who put the first above the second (k × k)
 * - replace: as rank, then people who would drop each option (k)
 *
 * Because it is a sum, boxes add up exactly, and leaving one ballot out is a subtraction. Words are
 * kept as sorted lists, apart from each other and from the numbers: no order, and no telling which
 * went with which.
 */
export type Tally = {
  readonly ballots: number;
  readonly blank: number;
  readonly totals: readonly number[];
  readonly words: Words;
};
export type Words = {
  readonly instead: readonly string[];
  readonly added: readonly string[];
  readonly why: readonly string[];
};

/** Counts ballots that fit this paper (see `readBallot`). The order they come in changes nothing. */
export function tally(paper: Paper, ballots: readonly Ballot[]): Tally {
  const totals = new Array<number>(rowLength(paper)).fill(0);
  const words = { instead: [] as string[], added: [] as string[], why: [] as string[] };
  for (const ballot of ballots) {
    addTo(totals, rowOf(paper, ballot), 1);
    if (ballot.method !== 'replace') continue;
    if (ballot.swap !== null) words.instead.push(ballot.swap.instead);
    words.added.push(...ballot.added);
    words.why.push(ballot.why);
  }
  const blank = ballots.filter(isBlank).length;
  return { ballots: ballots.length, blank, totals, words: sorted([words]) };
}

/** The tallies of several boxes that asked the same, as if all had been cast into one. */
export function pool(paper: Paper, tallies: readonly Tally[]): Tally {
  const totals = new Array<number>(rowLength(paper)).fill(0);
  for (const each of tallies) {
    if (each.totals.length !== totals.length) throw new Error('a tally of another paper');
    addTo(totals, each.totals, 1);
  }
  return {
    ballots: tallies.reduce((sum, each) => sum + each.ballots, 0),
    blank: tallies.reduce((sum, each) => sum + each.blank, 0),
    totals,
    words: sorted(tallies.map(({ words }) => words)),
  };
}

/** Adds a row once (`times` 1) or takes it away (-1), in place. */
export function addTo(totals: number[], row: readonly number[], times: 1 | -1): void {
  for (const [at, n] of row.entries()) totals[at] = (totals[at] ?? 0) + times * n;
}

/** One ballot's row of whole numbers, as `Tally` lays them out. */
export function rowOf(paper: Paper, ballot: Ballot): readonly number[] {
  const options = 'options' in paper ? paper.options : [];
  switch (ballot.method) {
    case 'approve':
      return options.map((id) => Number(ballot.options.includes(id)));
    case 'dots': {
      const given = new Map(ballot.dots.map(({ option, n }) => [option, n]));
      const dots = options.map((id) => given.get(id) ?? 0);
      return [...dots, ...dots.map((n) => Number(n > 0))];
    }
    case 'scale':
      return FACES.map((face) => Number(face === ballot.face));
    case 'fist':
      return FISTS.map((fist) => Number(fist === ballot.fist));
    case 'yes-no':
      return YES_NO.map((answer) => Number(answer === ballot.answer));
    case 'rank':
      return rankRow(options, ballot.places);
    case 'replace':
      return [
        ...rankRow(options, ballot.places),
        ...options.map((id) => Number(id === ballot.swap?.option)),
      ];
  }
}

function rankRow(options: readonly string[], places: Places): number[] {
  const place = new Map(places.flatMap((joint, at) => joint.map((id) => [id, at] as const)));
  const at = options.map((id) => place.get(id) ?? places.length);
  return [
    Number(places.length > 0),
    ...at.flatMap((one) => at.map((other) => Number(one < other))),
  ];
}

function rowLength(paper: Paper): number {
  switch (paper.method) {
    case 'approve':
      return paper.options.length;
    case 'dots':
      return 2 * paper.options.length;
    case 'scale':
      return FACES.length;
    case 'fist':
      return FISTS.length;
    case 'yes-no':
      return YES_NO.length;
    case 'rank':
      return 1 + paper.options.length ** 2;
    case 'replace':
      return 1 + paper.options.length ** 2 + paper.options.length;
  }
}

const sorted = (all: readonly Words[]): Words => {
  const list = (which: keyof Words) =>
    all
      .flatMap((words) => words[which])
      .filter((line) => line !== '')
      .sort();
  return { instead: list('instead'), added: list('added'), why: list('why') };
};
