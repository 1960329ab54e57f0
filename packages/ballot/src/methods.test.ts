import { describe, expect, test } from 'vitest';
import { countOpen, countVote, type Terms } from './count-vote.ts';
import { decide } from './decide.ts';
import { written } from './fixtures/written-ballots.ts';
import { dotsFor, type Ballot, type Fist, type Paper, type Rule } from './paper.ts';
import type { Counted } from './result.ts';

const terms: Terms = { eligible: 12, least: 5, quorum: 0, exact: true, earlier: [] };
const options = ['a', 'b', 'c'];
const times = (n: number, ballot: Ballot): Ballot[] => Array.from({ length: n }, () => ballot);
const count = (paper: Paper, ballots: readonly Ballot[], change: Partial<Terms> = {}): Counted =>
  countVote(paper, ballots, { ...terms, ...change });

describe('approve several', () => {
  const paper: Paper = { method: 'approve', options };
  const tick = (...ticked: string[]): Ballot => ({ method: 'approve', options: ticked });

  test('counts people for each, in the order of the list, and those with most are first together', () => {
    const cast = [tick('c'), tick('c', 'b'), tick('b'), tick('b', 'c', 'a'), tick('a'), tick()];
    expect(count(paper, cast)).toEqual({
      counted: true,
      eligible: 12,
      ballots: 6,
      blank: 1,
      quorate: true,
      banded: false,
      close: { first: true, tiers: true },
      result: {
        method: 'approve',
        lines: [
          { option: 'a', people: 2 },
          { option: 'b', people: 3 },
          { option: 'c', people: 3 },
        ],
        first: ['b', 'c'],
      },
    });
  });

  test('of nothing ticked nobody is first', () => {
    expect(countOpen(paper, times(5, tick()), terms)).toMatchObject({ blank: 5, result: { first: [] } }); // prettier-ignore
  });
});

describe('dots', () => {
  const paper: Paper = { method: 'dots', options, dots: 5, maxPerOption: 3 };
  const give = (a: number, b: number): Ballot => ({
    method: 'dots',
    dots: [
      { option: 'a', n: a },
      { option: 'b', n: b },
    ].filter(({ n }) => n > 0),
  });

  test('show the people who gave any beside the dots, for three dots of one are not three people', () => {
    const counted = count(paper, [...times(2, give(3, 0)), ...times(4, give(0, 1))]);
    expect(counted).toMatchObject({
      close: { first: true, tiers: true },
      result: {
        lines: [
          { option: 'a', dots: 6, people: 2 },
          { option: 'b', dots: 4, people: 4 },
          { option: 'c', dots: 0, people: 0 },
        ],
        first: ['a'],
      },
    });
  });

  test('in bands are measured by what everybody together could have given', () => {
    const counted = count(paper, [...times(4, give(3, 0)), ...times(2, give(0, 1))], { exact: false }); // prettier-ignore
    expect(counted).toMatchObject({
      banded: true,
      result: {
        lines: [
          { dots: 'about-half', people: 'about-half' },
          { dots: 'none-or-one', people: 'about-half' },
          { dots: 'none-or-one', people: 'none-or-one' },
        ],
        first: ['a'],
      },
    });
  });

  test('are about a third of the options, one at least and ten at most', () => {
    expect([1, 4, 6, 12, 200].map(dotsFor)).toEqual([1, 1, 2, 4, 10]);
  });
});

describe('temperature and fist to five', () => {
  const fist = (...all: (Fist | null)[]): Ballot[] => all.map((each) => ({ method: 'fist', fist: each })); // prettier-ignore

  test('a temperature has its people along the scale, its middle and its ends, and no average', () => {
    const faces = ['rough', 'good', 'good', 'great', 'low', null] as const;
    const cast = faces.map((face): Ballot => ({ method: 'scale', face }));
    expect(count({ method: 'scale' }, cast)).toMatchObject({
      blank: 1,
      result: {
        plot: [
          { people: 1 },
          { people: 1 },
          { answer: 'ok', people: 0 },
          { people: 2 },
          { people: 1 },
        ],
        middle: ['good', 'good'],
        spread: ['rough', 'great'],
      },
    });
  });

  test('an even number has two in the middle, and leaving one out may move it', () => {
    expect(count({ method: 'fist' }, fist('1', '2', '2', '4', '5', '5'))).toMatchObject({
      close: { first: true },
      result: { middle: ['2', '4'], spread: ['1', '5'] },
    });
    expect(count({ method: 'fist' }, fist('4', '4', '4', '4', '5'))).toMatchObject({
      close: { first: false },
    });
  });

  test('a block and standing aside are no low score: they are apart, and one block is said whatever is shown', () => {
    const cast = fist('4', '4', '5', '5', '5', '5', 'stand-aside', 'block', null);
    expect(count({ method: 'fist' }, cast)).toMatchObject({
      result: { middle: ['5', '5'], spread: ['4', '5'], standAside: 1, block: 1, blocked: true },
    });
    expect(count({ method: 'fist' }, cast, { exact: false })).toMatchObject({
      result: { middle: ['5', '5'], spread: null, block: 'none-or-one', blocked: true },
    });
  });

  test('of blanks only there is no middle', () => {
    const cast = fist(null, null, null, null, null);
    expect(count({ method: 'fist' }, cast)).toMatchObject({ result: { middle: null, spread: null } }); // prettier-ignore
  });
});

describe('yes, no, not sure', () => {
  test.each<[Rule, number, number, number, string]>([
    ['more-than-half', 4, 3, 20, 'passed'],
    ['more-than-half', 3, 3, 20, 'not-passed'],
    ['more-than-half', 0, 0, 20, 'not-passed'],
    ['more-than-half-of-all', 10, 0, 20, 'not-passed'],
    ['more-than-half-of-all', 11, 9, 20, 'passed'],
    ['two-thirds', 8, 4, 20, 'passed'],
    ['two-thirds', 7, 4, 20, 'not-passed'],
    ['two-thirds', 0, 0, 20, 'not-passed'],
    ['consensus', 1, 0, 20, 'passed'],
    ['consensus', 19, 1, 20, 'not-passed'],
    ['consensus', 0, 0, 20, 'not-passed'],
  ])('%s: %i for, %i against, of %i: %s', (rule, yes, no, eligible, decision) => {
    expect(decide(rule, { yes, no }, eligible)).toBe(decision);
  });

  const say = (answer: 'yes' | 'no' | 'not-sure' | null): Ballot => ({ method: 'yes-no', answer });
  const cast = [...times(4, say('yes')), ...times(2, say('no')), say('not-sure'), say(null)];
  const paper: Paper = { method: 'yes-no', rule: 'more-than-half' };

  test('three counts, the rule, and what it decided', () => {
    expect(count(paper, cast)).toMatchObject({
      ballots: 8,
      blank: 1,
      close: { first: false },
      result: { yes: 4, no: 2, notSure: 1, rule: 'more-than-half', decision: 'passed' },
    });
    expect(count(paper, [...cast, say('no')])).toMatchObject({ close: { first: true } });
  });

  test('a quorum counts blank ballots too, and without it nothing is decided', () => {
    expect(count(paper, cast, { quorum: 8 })).toMatchObject({ quorate: true });
    expect(count(paper, cast, { quorum: 9 })).toMatchObject({
      quorate: false,
      result: { yes: 4, decision: 'no-quorum' },
    });
  });

  test('whoever voted was eligible, even when they have left since', () => {
    const all: Paper = { method: 'yes-no', rule: 'more-than-half-of-all' };
    expect(count(all, cast, { eligible: 3 })).toMatchObject({
      eligible: 8,
      result: { decision: 'not-passed' },
    });
  });
});

describe('rank', () => {
  const paper: Paper = { method: 'rank', options };

  test('shows tiers, average places and who was put above whom, and says where the two disagree', () => {
    const counted = count(paper, [...written('3 a>b>c\n2 b>c>a'), ...times(1, { method: 'rank', places: [] })]); // prettier-ignore
    expect(counted).toMatchObject({
      ballots: 6,
      blank: 1,
      result: {
        ranked: 5,
        tiers: [['a'], ['b'], ['c']],
        lines: [
          { option: 'a', averagePlace: 1.8 },
          { option: 'b', averagePlace: 1.6 },
          { option: 'c', averagePlace: 2.6 },
        ],
        grid: [
          [null, 3, 3],
          [2, null, 5],
          [2, 0, null],
        ],
        disagree: [['a', 'b']],
      },
    });
  });

  test('one may stop early and put several together: the rest are joint last', () => {
    const counted = count(paper, written('5 b\n1 a=c'));
    expect(counted).toMatchObject({
      close: { first: false, tiers: false },
      result: { tiers: [['b'], ['a', 'c']], lines: [{ averagePlace: 14 / 6 }, {}, {}] },
    });
  });

  test('a tie stays a tie, and is too close to call', () => {
    expect(count(paper, written('3 a>b>c\n3 b>a>c'))).toMatchObject({
      close: { first: true, tiers: true },
      result: { tiers: [['a', 'b'], ['c']] },
    });
  });

  test('when nobody ranked anything there is no order', () => {
    const counted = countOpen(paper, times(5, { method: 'rank', places: [] }), terms);
    expect(counted).toMatchObject({
      blank: 5,
      result: { ranked: 0, tiers: [], lines: [{ averagePlace: null }, {}, {}] },
    });
  });
});

describe('prioritise, swap and add', () => {
  const paper: Paper = { method: 'replace', options };
  const blank = { method: 'replace', places: [], swap: null, added: [], why: '' } as const;

  test('all four parts are counted or kept, and the words say nothing of whose or which', () => {
    const counted = count(paper, [
      { ...blank, places: [['a'], ['b']], swap: { option: 'c', instead: 'Work' }, why: 'z' },
      { ...blank, places: [['a']], swap: { option: 'b', instead: 'Housing' }, added: ['Youth'] },
      { ...blank, places: [['a'], ['c'], ['b']], swap: { option: 'c', instead: '' } },
      { ...blank, places: [['a']] },
      { ...blank, places: [['a']] },
      { ...blank, added: ['Courts'], why: 'a' },
      blank,
    ]);
    expect(counted).toMatchObject({
      ballots: 7,
      blank: 1,
      result: {
        ranked: 5,
        tiers: [['a'], ['b', 'c']],
        swaps: [
          { option: 'a', people: 0 },
          { option: 'b', people: 1 },
          { option: 'c', people: 2 },
        ],
        instead: ['Housing', 'Work'],
        added: ['Courts', 'Youth'],
        why: ['a', 'z'],
      },
    });
  });
});
