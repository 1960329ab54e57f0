import { bandOf, BANDS, bandsFor, type Shown } from './band.ts';
import { mostOf, type Close } from './close.ts';
import { decide } from './decide.ts';
import { averagePlaces, gridOf } from './grid.ts';
import { middleOf, spreadOf, type Middle } from './middle.ts';
import { FACES, YES_NO, type Paper } from './paper.ts';
import type { Fingers, RankResult, Result } from './result.ts';
import { beats, tiers } from './schulze.ts';
import type { Tally } from './tally.ts';

const FINGERS = ['1', '2', '3', '4', '5'] as const satisfies readonly Fingers[];

/** `fewest`: an order and a middle answer are said of so many people's answers, or not at all. */
export type Reading = { eligible: number; quorate: boolean; banded: boolean; fewest: number };

/**
 * What a tally answers. In bands every number is one, and what comes first is read off the bands
 * alone: said more finely, it would tell all from all but one. A decision, a middle answer and tiers
 * are what the vote was for and are said as they are; unanimity is warned of before voting. But no
 * order is made of a few people's: an order of one person's is that person's ballot, whole.
 */
export function readTally(paper: Paper, tally: Tally, reading: Reading): Result {
  const { ballots, totals, words } = tally;
  const show = (n: number): Shown => (reading.banded ? bandOf(n, ballots) : n);
  switch (paper.method) {
    case 'approve': {
      const lines = paper.options.map((option, at) => ({ option, people: show(totals[at] ?? 0) }));
      return { method: 'approve', lines, first: firstOf(lines.map((l) => [l.option, l.people])) };
    }
    case 'dots': {
      const k = paper.options.length;
      const lines = paper.options.map((option, at) => ({
        option,
        dots: reading.banded
          ? bandOf(totals[at] ?? 0, ballots, paper.maxPerOption)
          : (totals[at] ?? 0),
        people: show(totals[k + at] ?? 0),
      }));
      return { method: 'dots', lines, first: firstOf(lines.map((l) => [l.option, l.dots])) };
    }
    case 'scale':
      return { method: 'scale', ...alongScale(FACES, totals, reading, show) };
    case 'fist': {
      const [standAside = 0, block = 0] = totals.slice(FINGERS.length);
      return {
        method: 'fist',
        ...alongScale(FINGERS, totals, reading, show),
        standAside: show(standAside),
        block: show(block),
        blocked: block > 0,
      };
    }
    case 'yes-no': {
      const [yes = 0, no = 0, notSure = 0] = YES_NO.map((_, at) => totals[at] ?? 0);
      const decision = reading.quorate
        ? decide(paper.rule, { yes, no }, reading.eligible)
        : 'no-quorum';
      const shown = { yes: show(yes), no: show(no), notSure: show(notSure) };
      return { method: 'yes-no', rule: paper.rule, ...shown, decision };
    }
    case 'rank':
      return { method: 'rank', ...ranking(paper.options, totals, reading, show) };
    case 'replace': {
      const swaps = totals.slice(1 + paper.options.length ** 2);
      return {
        method: 'replace',
        ...ranking(paper.options, totals, reading, show),
        swaps: paper.options.map((option, at) => ({ option, people: show(swaps[at] ?? 0) })),
        ...words,
      };
    }
  }
}

/**
 * "Too close" for what is not said (nothing can be) and for what is read off bands: whether numbers in these bands could have been one person
 * apart, which those of one band and of the next can. Any finer answer would say which they were.
 */
export function closeAsSaid(result: Result, ballots: number, banded: boolean): Close | null {
  const isUnsaid = 'tiers' in result ? result.tiers.length === 0 : 'middle' in result && result.middle === null; // prettier-ignore
  if (isUnsaid) return { first: false, tiers: false };
  if (!banded || !('first' in result)) return null;
  const used = bandsFor(ballots);
  const [top = 0, next = -Infinity] = result.lines
    .map((line) => ('dots' in line ? line.dots : line.people))
    .map((shown) => used.findIndex((band) => band === shown))
    .sort((a, b) => b - a);
  const close = top > 0 && top - next <= 1;
  return { first: close, tiers: close };
}

/** A number is its own level, a band its place among bands. */
const levelOf = (shown: Shown): number =>
  typeof shown === 'number' ? shown : BANDS.indexOf(shown);

function firstOf(lines: readonly (readonly [string, Shown])[]): string[] {
  const most = mostOf(lines.map(([, shown]) => levelOf(shown)));
  return most.flatMap((at) => lines[at]?.[0] ?? []);
}

function alongScale<T extends string>(
  answers: readonly T[],
  totals: readonly number[],
  { banded, fewest }: Reading,
  show: (n: number) => Shown,
): {
  plot: { answer: T; people: Shown }[];
  middle: [T, T] | null;
  spread: [T, T] | null;
} {
  const counts = answers.map((_, at) => totals[at] ?? 0);
  const isFew = counts.reduce((sum, n) => sum + n, 0) < fewest;
  const named = (pair: Middle | null): [T, T] | null => {
    if (isFew) return null;
    const [low, high] = pair === null ? [] : pair.map((at) => answers[at]);
    return low === undefined || high === undefined ? null : [low, high];
  };
  return {
    plot: answers.map((answer, at) => ({ answer, people: show(counts[at] ?? 0) })),
    middle: named(middleOf(counts)),
    // The ends are single people more often than not.
    spread: banded ? null : named(spreadOf(counts)),
  };
}

function ranking(
  options: readonly string[],
  totals: readonly number[],
  { banded, fewest }: Reading,
  show: (n: number) => Shown,
): RankResult {
  const [ranked = 0] = totals;
  const isFew = ranked === 0 || ranked < fewest;
  const grid = gridOf(totals, options.length);
  const order = isFew ? [] : tiers(beats(grid));
  const average = averagePlaces(grid, banded || isFew ? 0 : ranked);
  const name = (at: number) => options[at] ?? '';
  return {
    ranked: show(ranked),
    tiers: order.map((tier) => tier.map(name)),
    lines: options.map((option, at) => ({ option, averagePlace: average[at] ?? null })),
    grid: grid.map((row, i) => row.map((n, j) => (i === j || isFew ? null : show(n)))),
    disagree: order.flatMap((tier, at) =>
      tier.flatMap((above) =>
        order
          .slice(at + 1)
          .flat()
          .filter((below) => (average[above] ?? 0) > (average[below] ?? 0))
          .map((below): [string, string] => [name(above), name(below)]),
      ),
    ),
  };
}
