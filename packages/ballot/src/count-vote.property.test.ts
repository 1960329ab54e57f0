import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countOpen, countPool, countVote, type Terms } from './count-vote.ts';
import { anyVote, ballotFor, renamed, seed, type Vote } from './fixtures/any-vote.ts';
import { isBlank } from './fits.ts';
import { optionsOf, type Ballot, type Paper } from './paper.ts';
import type { Counted, Result } from './result.ts';
import { pool, tally } from './tally.ts';

const settings = { seed, numRuns: 400 };
const terms: Terms = { eligible: 20, least: 5, quorum: 0, exact: true, earlier: [] };
const count = (paper: Paper, ballots: readonly Ballot[], change: Partial<Terms> = {}) =>
  countVote(paper, ballots, { ...terms, ...change });
/** As it is, however few say anything. */
const inWhole = (paper: Paper, ballots: readonly Ballot[], eligible = 20) =>
  countOpen(paper, ballots, { eligible, quorum: 0 });
const answer = (paper: Paper, ballots: readonly Ballot[]): Result => inWhole(paper, ballots).result;
const blanks = (paper: Paper, n: number) => Array.from({ length: n }, () => blankFor(paper));
const modes = fc.constantFrom<Partial<Terms>>({ exact: true }, { exact: false });

test('the order in which ballots come changes nothing', () => {
  const mixed = anyVote().chain(([paper, ballots]) =>
    fc.tuple(
      fc.constant(paper),
      fc.constant(ballots),
      fc.shuffledSubarray(ballots, { minLength: ballots.length }),
    ),
  );
  fc.assert(
    fc.property(mixed, modes, ([paper, ballots, other], mode) => {
      expect(count(paper, other, mode)).toEqual(count(paper, ballots, mode));
    }),
    settings,
  );
});

test('the order of the list changes nothing but the order of lines', () => {
  fc.assert(
    fc.property(anyVote(), modes, ([paper, ballots], mode) => {
      const turned = { ...paper, ...('options' in paper ? { options: paper.options.toReversed() } : {}) } as Paper; // prettier-ignore
      expect(unordered(count(turned, ballots, mode))).toEqual(unordered(count(paper, ballots, mode)));
    }),
    settings,
  ); // prettier-ignore
});

test('what options are called changes nothing but what they are called', () => {
  // The new names sort the other way round.
  const other = (option: string) =>
    `${String.fromCodePoint(219 - (option.codePointAt(0) ?? 0))}${option}`;
  fc.assert(
    fc.property(anyVote(), modes, (vote, mode) => {
      const text = JSON.stringify(count(...renamed(vote, other), mode));
      const back = optionsOf(vote[0]).reduce(
        (counted, option) => counted.replaceAll(`"${other(option)}"`, `"${option}"`),
        text,
      );
      expect(unordered(JSON.parse(back) as Counted)).toEqual(unordered(count(...vote, mode)));
    }),
    settings,
  );
});

test('twice the ballots answer the same', () => {
  fc.assert(
    fc.property(anyVote({ least: 5 }), ([paper, ballots]) => {
      const once = inWhole(paper, ballots);
      const twice = inWhole(paper, [...ballots, ...ballots], 40);
      expect(standing(twice)).toEqual(standing(once));
    }),
    settings,
  );
});

test('blank ballots change nothing but their number', () => {
  fc.assert(
    fc.property(anyVote({ least: 5 }), fc.nat(6), ([paper, ballots], more) => {
      const once = inWhole(paper, ballots);
      expect(inWhole(paper, [...ballots, ...blanks(paper, more)])).toEqual({
        ...once,
        ballots: once.ballots + more,
        blank: ballots.filter(isBlank).length + more,
      });
    }),
    settings,
  );
});

test('boxes counted together are as one box, but for erring towards “too close”', () => {
  const split = anyVote({ least: 5 }).chain((vote) =>
    fc.tuple(fc.constant(vote), fc.array(fc.nat(2), { minLength: 12, maxLength: 12 })),
  );
  fc.assert(
    fc.property(split, modes, ([[paper, ballots], boxes], mode) => {
      const tallies = [0, 1, 2].map((box) => tally(paper, ballots.filter((_, at) => boxes[at] === box))); // prettier-ignore
      expect(pool(paper, tallies)).toEqual(tally(paper, ballots));
      const one = count(paper, ballots, mode);
      const together = countPool(paper, tallies, { ...terms, ...mode });
      if (!one.counted || !together.counted) throw new Error('too few');
      expect(together).toEqual({ ...one, close: together.close });
      if (one.close.first) expect(together.close.first).toBe(true);
      if (one.close.tiers) expect(together.close.tiers).toBe(true);
    }),
    settings,
  );
});

test('“too close” is what counting again without each ballot finds', () => {
  let close = 0;
  fc.assert(
    fc.property(anyVote({ least: 5 }), ([paper, ballots]) => {
      const all = inWhole(paper, ballots);
      const left = ballots.map((_, at) => answer(paper, ballots.toSpliced(at, 1)));
      const whole = answer(paper, ballots);
      const differ = (of: (result: Result) => unknown) =>
        left.some((result) => JSON.stringify(of(result)) !== JSON.stringify(of(whole)));
      expect(all.close).toEqual({ first: differ(firstOf), tiers: differ(orderOf) });
      if (all.close.first) close += 1;
    }),
    settings,
  );
  expect(close, 'a test that met none proves nothing').toBeGreaterThan(20);
});

const anyVoteAndMore = anyVote({ least: 5 }).chain(([paper, ballots]) =>
  fc.tuple(fc.constant<Vote>([paper, ballots]), fc.array(ballotFor(paper), { maxLength: 3 })),
);

test('everybody is counted once', () => {
  fc.assert(
    fc.property(anyVoteAndMore, ([[paper, ballots], more]) => {
      expect(inWhole(paper, [...ballots, ...more])).toMatchObject({
        ballots: ballots.length + more.length,
        blank: [...ballots, ...more].filter(isBlank).length,
        eligible: 20,
      });
    }),
    settings,
  );
});

function blankFor(paper: Paper): Ballot {
  switch (paper.method) {
    case 'approve':
      return { method: 'approve', options: [] };
    case 'dots':
      return { method: 'dots', dots: [] };
    case 'scale':
      return { method: 'scale', face: null };
    case 'fist':
      return { method: 'fist', fist: null };
    case 'yes-no':
      return { method: 'yes-no', answer: null };
    case 'rank':
      return { method: 'rank', places: [] };
    case 'replace':
      return { method: 'replace', places: [], swap: null, added: [], why: '' };
  }
}

function firstOf(result: Result): unknown {
  if ('tiers' in result) return result.tiers[0] ?? result.lines.map(({ option }) => option);
  return orderOf(result);
}
/** Nobody having ranked anything is everybody tied. */
function orderOf(result: Result): unknown {
  switch (result.method) {
    case 'approve':
    case 'dots':
      return result.first;
    case 'scale':
    case 'fist':
      return result.middle;
    case 'yes-no':
      return result.decision;
    case 'rank':
    case 'replace':
      return result.tiers.length > 0 ? result.tiers : [result.lines.map(({ option }) => option)];
  }
}
const standing = (counted: Counted) => counted.counted && orderOf(counted.result);

/** Lines by name and tiers as sets, so that only what was counted is compared. */
function unordered(counted: Counted): unknown {
  if (!counted.counted) return counted;
  const { result } = counted;
  const lines = 'lines' in result ? result.lines.map(({ option }) => option) : [];
  const cells = 'grid' in result ? result.grid.flatMap((row, i) => row.map((cell, j) => [lines[i], lines[j], cell])) : []; // prettier-ignore
  const sorted = (list: readonly unknown[]) => list.map((each) => JSON.stringify(each)).sort();
  return {
    ...counted,
    result: {
      ...result,
      ...('lines' in result ? { lines: sorted(result.lines) } : {}),
      ...('first' in result ? { first: sorted(result.first) } : {}),
      ...('swaps' in result ? { swaps: sorted(result.swaps) } : {}),
      ...('grid' in result
        ? {
            grid: sorted(cells),
            tiers: result.tiers.map(sorted),
            disagree: sorted(result.disagree),
          }
        : {}),
    },
  };
}
