import { PERCENT_MIN as DOMAIN_PERCENT_MIN, SMALL_MIN } from '@canopy/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bandOf, BANDS, compareBands } from './band.ts';
import { countOpen, countPool, countVote, type Terms } from './count-vote.ts';
import { anyVote, seed } from './fixtures/any-vote.ts';
import { BALLOTS_MIN, type Ballot, type Paper } from './paper.ts';
import { percent, PERCENT_MIN } from './percent.ts';
import { asksAgain, firstOf } from './revote.ts';
import { TallySchema } from './schema.ts';
import { tally } from './tally.ts';
import { fewApart, isBanded } from './turnout.ts';

const terms: Terms = { eligible: 12, least: 5, quorum: 0, exact: false, earlier: [] };
const yesNo: Paper = { method: 'yes-no', rule: 'more-than-half' };
const say = (answer: 'yes' | 'no' | 'not-sure' | null, n: number): Ballot[] =>
  Array.from({ length: n }, () => ({ method: 'yes-no', answer }));

test('the numbers are those of the domain, which this package may not carry along', () => {
  expect([BALLOTS_MIN, PERCENT_MIN]).toEqual([SMALL_MIN, DOMAIN_PERCENT_MIN]);
});

describe('fewer than five', () => {
  test('are not counted, whatever the vote asks for or the group chose', () => {
    fc.assert(
      fc.property(
        anyVote({ most: 4 }),
        fc.boolean(),
        fc.nat(5),
        ([paper, ballots], exact, least) => {
          const counted = countVote(paper, ballots, { ...terms, exact, least });
          expect(counted).toEqual({ counted: false, ballots: ballots.length, least: 5 });
        },
      ),
      { seed },
    );
  });

  test('a vote may ask for more, and a pool is counted when all of it is enough', () => {
    expect(countVote(yesNo, say('yes', 7), { ...terms, least: 8 })).toMatchObject({
      counted: false,
    });
    const three = tally(yesNo, say('yes', 3));
    const two = tally(yesNo, say('no', 2));
    expect(countPool(yesNo, [three], terms)).toEqual({ counted: false, ballots: 3, least: 5 });
    expect(countPool(yesNo, [three, two], terms)).toMatchObject({ counted: true, ballots: 5 });
    expect(() => countPool({ method: 'scale' }, [three, two], terms)).toThrow();
    expect(TallySchema.parse(JSON.parse(JSON.stringify(three)))).toEqual(three);
    expect(TallySchema.safeParse({ ...three, totals: [-3, 0, 0] }).success).toBe(false);
  });

  test('are counted exactly where nothing is secret', () => {
    expect(countOpen(yesNo, say('yes', 2), { eligible: 3, quorum: 3 })).toMatchObject({
      counted: true,
      banded: false,
      ballots: 2,
      eligible: 3,
      quorate: false,
      result: { yes: 2, decision: 'no-quorum' },
    });
  });
});

describe('bands', () => {
  const all = Array.from({ length: 56 }, (_, at) => at + 5);

  test('hold two counts or more, grow with the count, and join both ends', () => {
    for (const of of all) {
      const bands = Array.from({ length: of + 1 }, (_, n) => bandOf(n, of));
      for (const band of BANDS) expect(bands.filter((b) => b === band).length).not.toBe(1);
      for (const [n, band] of bands.slice(1).entries())
        expect(compareBands(band, bands[n] ?? band)).toBeGreaterThanOrEqual(0);
      expect(bands.slice(0, 2)).toEqual(['none-or-one', 'none-or-one']);
      expect(bands.slice(-2)).toEqual(['all-or-all-but-one', 'all-or-all-but-one']);
    }
  });

  test('never call half or fewer “most”, nor more than half “some”', () => {
    for (const of of all)
      for (let n = 0; n <= of; n += 1) {
        if (bandOf(n, of) === 'most') expect(2 * n).toBeGreaterThan(of);
        if (bandOf(n, of) === 'some') expect(2 * n).toBeLessThanOrEqual(of);
      }
  });

  test('all, and all but one, give the same page', () => {
    for (const n of [5, 6, 7, 8, 9]) {
      const page = (ballots: Ballot[]) => countVote(yesNo, ballots, terms);
      expect(page([...say('yes', n - 1), ...say('no', 1)])).toEqual(page(say('yes', n)));
      expect(page([...say('no', n - 1), ...say('yes', 1)])).toEqual(page(say('no', n)));
      const ranked = (places: string[][], times: number): Ballot[] =>
        Array.from({ length: times }, () => ({ method: 'rank', places }));
      const order: Paper = { method: 'rank', options: ['a', 'b'] };
      const [up, down] = [
        [['a'], ['b']],
        [['b'], ['a']],
      ];
      expect(countVote(order, [...ranked(up, n - 1), ...ranked(down, 1)], terms)).toEqual(
        countVote(order, ranked(up, n), terms),
      );
    }
  });

  test('for ticks: whoever ticked like all the others could be the one who did not', () => {
    const paper: Paper = { method: 'approve', options: ['a', 'b', 'c'] };
    const tick = (...options: string[]): Ballot => ({ method: 'approve', options });
    const same = [tick('a', 'b'), tick('a', 'b'), tick('a', 'b'), tick('a', 'b')];
    const page = (last: Ballot) => countVote(paper, [...same, last], terms);
    expect(page(tick('a', 'b'))).toMatchObject({ result: { first: ['a', 'b'] } });
    for (const last of [tick('a'), tick('b'), tick('c'), tick('a', 'c')])
      expect(page(last)).toEqual(page(tick('a', 'b')));
  });

  test('with them there is no average, no end of a scale, and no number of people', () => {
    fc.assert(
      fc.property(anyVote({ least: 5, most: 9 }), ([paper, ballots]) => {
        const counted = countVote(paper, ballots, terms);
        if (!counted.counted) throw new Error('too few');
        expect(counted.banded).toBe(true);
        const numbers = { ...counted.result, instead: [], added: [], why: [] };
        expect(JSON.stringify(numbers).match(/:-?\d|[[,]-?\d/g)).toBeNull();
      }),
      { seed, numRuns: 300 },
    );
  });

  test('say “too close” wherever one person could have made the difference between what they show', () => {
    let close = 0;
    fc.assert(
      fc.property(anyVote({ least: 5, most: 11 }), ([paper, ballots]) => {
        const exact = countVote(paper, ballots, { ...terms, exact: true });
        const earlier = [{ eligible: 12, ballots: ballots.length - 1, both: 12 }];
        const banded = countVote(paper, ballots, { ...terms, earlier });
        if (!exact.counted || !banded.counted) throw new Error('too few');
        expect(banded.banded).toBe(true);
        const { result } = banded;
        if (!('first' in result)) expect(banded.close).toEqual(exact.close);
        else if (result.first.length > 0 && exact.close.first) {
          close += 1;
          expect(banded.close.first).toBe(true);
        } else if (result.first.length > 1) expect(banded.close.first).toBe(true);
      }),
      { seed, numRuns: 600 },
    );
    expect(close, 'a test that met none proves nothing').toBeGreaterThan(20);
  });

  test('are for fewer than ten unless the group chose otherwise before', () => {
    const banded = (ballots: number, exact: boolean) =>
      isBanded({ eligible: 20, ballots }, { exact, earlier: [] });
    expect([banded(9, false), banded(10, false), banded(9, true)]).toEqual([true, false, false]);
  });
});

describe('when many cast blank ballots', () => {
  const rank: Paper = { method: 'rank', options: ['a', 'b', 'c', 'd'] };
  const ranked = (n: number): Ballot[] =>
    Array.from({ length: n }, () => ({ method: 'rank', places: [['d'], ['b'], ['a'], ['c']] }));
  const none = (n: number): Ballot[] => Array.from({ length: n }, () => ({ method: 'rank', places: [] })); // prettier-ignore
  const page = (paper: Paper, ballots: Ballot[], exact: boolean) =>
    countVote(paper, ballots, { ...terms, eligible: 20, exact });

  test('no order is made of fewer than five people’s: of one it would be that person’s ballot', () => {
    for (const exact of [true, false])
      for (const n of [1, 4]) {
        const counted = page(rank, [...ranked(n), ...none(12)], exact);
        expect(counted).toMatchObject({
          counted: true,
          banded: true,
          close: { first: false, tiers: false },
          result: { tiers: [], disagree: [] },
        });
        // Whatever the four put in order, the page is the same.
        const other = ranked(n).map((): Ballot => ({ method: 'rank', places: [['c']] }));
        expect(page(rank, [...other, ...none(12)], exact)).toEqual(counted);
      }
    expect(page(rank, [...ranked(5), ...none(12)], true)).toMatchObject({
      banded: false,
      result: { tiers: [['d'], ['b'], ['a'], ['c']] },
    });
  });

  test('nor of fewer than five who put anything in order, when the others only swapped', () => {
    const paper: Paper = { method: 'replace', options: ['a', 'b', 'c'] };
    const blank = { method: 'replace', places: [], added: [], why: '' } as const;
    const swaps = Array.from({ length: 12 }, (): Ballot => ({ ...blank, swap: { option: 'c', instead: 'Work' } })); // prettier-ignore
    const one: Ballot = { ...blank, places: [['b'], ['c'], ['a']], swap: null };
    const counted = page(paper, [...swaps, one], true);
    expect(counted).toMatchObject({ banded: false, result: { tiers: [], swaps: [{}, {}, { people: 12 }] } }); // prettier-ignore
    const turned: Ballot = { ...one, places: [['a'], ['c'], ['b']] };
    expect(page(paper, [...swaps, turned], true)).toEqual(counted);
  });

  test('ticks, dots and faces of fewer than five are in bands without a middle, whatever was chosen', () => {
    const approve: Paper = { method: 'approve', options: ['a', 'b', 'c'] };
    const tick = (...options: string[]): Ballot => ({ method: 'approve', options });
    const nothing = Array.from({ length: 11 }, () => tick());
    expect(page(approve, [tick('a', 'c'), ...nothing], true)).toEqual(
      page(approve, [tick('b'), ...nothing], true),
    );
    const face = (one: 'great' | 'rough' | null): Ballot => ({ method: 'scale', face: one });
    const faceless = Array.from({ length: 11 }, () => face(null));
    expect(page({ method: 'scale' }, [face('great'), ...faceless], true)).toEqual(
      page({ method: 'scale' }, [face('rough'), ...faceless], true),
    );
  });

  test('in bands the blank ones are in a band too: everybody may have left theirs blank', () => {
    expect(page(yesNo, say(null, 6), false)).toEqual(
      page(yesNo, [...say(null, 5), ...say('no', 1)], false),
    );
    expect(page(yesNo, say('yes', 6), false)).toEqual(
      page(yesNo, [...say('yes', 5), ...say(null, 1)], false),
    );
  });

  test('where nothing is secret everything is said', () => {
    const open = countOpen(rank, [...ranked(1), ...none(3)], { eligible: 4, quorum: 0 });
    expect(open).toMatchObject({ banded: false, blank: 3, result: { tiers: [['d'], ['b'], ['a'], ['c']] } }); // prettier-ignore
  });
});

describe('two results over nearly the same people', () => {
  /** Every way the voters can have been, with `both` people in either room. */
  const distances = (a: number[], b: number[], na: number, nb: number): Set<number> => {
    const chosen = (from: number[], n: number): number[][] =>
      n === 0
        ? [[]]
        : from.flatMap((one, at) =>
            chosen(from.slice(at + 1), n - 1).map((rest) => [one, ...rest]),
          );
    const found = new Set<number>();
    for (const x of chosen(a, na))
      for (const y of chosen(b, nb)) found.add(new Set(x).symmetricDifference(new Set(y)).size);
    return found;
  };

  test('are few apart exactly when some way of voting would leave one to four between them', () => {
    const size = fc.integer({ min: 0, max: 7 });
    fc.assert(
      fc.property(size, size, size, size, size, (ea, eb, shared, na, nb) => {
        const both = Math.min(ea, eb, shared);
        const [a, b] = [Math.min(na, ea), Math.min(nb, eb)];
        const roomA = Array.from({ length: ea }, (_, at) => at);
        const roomB = Array.from({ length: eb }, (_, at) => at + ea - both);
        const possible = [...distances(roomA, roomB, a, b)];
        expect(fewApart({ eligible: ea, ballots: a }, { eligible: eb, ballots: b, both })).toBe(
          possible.some((n) => n >= 1 && n <= 4),
        );
      }),
      { seed, numRuns: 150 },
    );
  });

  test('the second is in bands, whatever was chosen; with everybody voting both times it need not be', () => {
    const shown = (ballots: number, before: number) =>
      isBanded(
        { eligible: 12, ballots },
        { exact: true, earlier: [{ eligible: 12, ballots: before, both: 12 }] },
      );
    expect([shown(12, 12), shown(11, 12), shown(11, 11), shown(12, 7)]).toEqual([false, true, true, false]); // prettier-ignore
    const panels = { eligible: 6, ballots: 6, both: 6 };
    const pooled = { eligible: 10, ballots: 10 };
    expect(isBanded(pooled, { exact: true, earlier: [panels] })).toBe(true);
    expect(isBanded({ eligible: 30, ballots: 30 }, { exact: true, earlier: [panels] })).toBe(false);
  });
});

test('no percentage of fewer than twenty people', () => {
  expect([percent(7, 12), percent(19, 19), percent(7, 20), percent(1, 3000)]).toEqual([null, null, 35, 0]); // prettier-ignore
});

describe('a re-vote', () => {
  test('is linked to the first, however often the same is asked', () => {
    expect(firstOf({ vote: 'v1', revoteOf: null })).toBe('v1');
    expect(firstOf({ vote: 'v3', revoteOf: 'v1' })).toBe('v1');
  });

  test('asks the same, in any order of the list; one option more is a fresh vote', () => {
    const paper = (...options: string[]): Paper => ({ method: 'rank', options });
    expect(asksAgain(paper('a', 'b'), paper('b', 'a'))).toBe(true);
    expect(asksAgain(paper('a', 'b'), paper('a', 'b', 'c'))).toBe(false);
    expect(asksAgain(paper('a', 'b'), { method: 'approve', options: ['a', 'b'] })).toBe(false);
    expect(asksAgain(yesNo, { method: 'yes-no', rule: 'consensus' })).toBe(false);
    expect(asksAgain(yesNo, { rule: 'more-than-half', method: 'yes-no' })).toBe(true);
  });
});
