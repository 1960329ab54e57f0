import fc from 'fast-check';
import { createHash } from 'node:crypto';
import type { SecretVoteRules } from '@canopy/passes';
import { describe, expect, test } from 'vitest';
import { yesNo } from '../fixtures/test-passes.ts';
import { band } from './band.ts';
import { tally } from './tally.ts';
import { readChoice, VoteRules } from './vote-rules.ts';

const codes = ['K7-RIVER', 'A2-ACORN', 'Z9-MOON', 'B3-LAKE'];
const cast = (choices: readonly object[]) =>
  choices.map((choice, i) => ({
    pass: createHash('sha256').update(String(i)).digest(),
    version: 1,
    choice: JSON.stringify(choice),
    code: codes[i % codes.length] ?? '',
  }));
const times = (n: number, answer: string) =>
  Array.from({ length: n }, () => ({ method: 'yes-no', answer }));
const answers = (yes: number, no: number, unsure = 0) =>
  cast([...times(yes, 'yes'), ...times(no, 'no'), ...times(unsure, 'not-sure')]);
const closing = { eligible: 30, passes: 30, replacements: 0, staffEntered: 1, banded: false };
const words = ['acorn', 'lake', 'moon', 'river'];
const bands: SecretVoteRules = { ...yesNo, exact: false };

describe('a vote that closes', () => {
  test('is said in totals, with the numbers beside it and the codes apart from them', () => {
    expect(tally(yesNo, answers(4, 2), closing, words)).toEqual({
      outcome: 'counted',
      eligible: 30,
      passes: 30,
      replacements: 0,
      staffEntered: 1,
      ballots: 6,
      keyWords: words,
      result: {
        exact: true,
        blank: 0,
        lines: [
          { option: 'yes', count: 4, people: 4 },
          { option: 'no', count: 2, people: 2 },
          { option: 'not-sure', count: 0, people: 0 },
        ],
      },
      codes: ['A2-ACORN', 'A2-ACORN', 'B3-LAKE', 'K7-RIVER', 'K7-RIVER', 'Z9-MOON'],
    });
  });

  test('with fewer than five says how many voted, and nothing of how', () => {
    for (const few of [0, 1, 4])
      expect(Object.keys(tally(yesNo, answers(few, 0), closing, words)).sort()).toEqual(
        ['ballots', 'eligible', 'keyWords', 'outcome', 'passes', 'replacements', 'staffEntered'],
      ); // prettier-ignore
    expect(tally(yesNo, answers(4, 0), closing, words)).toMatchObject({ outcome: 'too-few', ballots: 4 }); // prettier-ignore
    expect(tally(yesNo, answers(5, 0), closing, words)).toMatchObject({ outcome: 'counted' });
    expect(tally({ ...yesNo, minimum: 8 }, answers(7, 0), closing, words)).toMatchObject({ outcome: 'too-few' }); // prettier-ignore
  });

  test('with more ballots than passes counts nothing: somebody made passes of their own', () => {
    const six = answers(6, 0);
    const full = { ...closing, passes: 5, replacements: 1 };
    expect(tally(yesNo, six, full, words)).toMatchObject({ outcome: 'counted' });
    const stuffed = tally(yesNo, six, { ...full, replacements: 0 }, words);
    expect(stuffed).toMatchObject({ outcome: 'void', ballots: 6 });
    expect(stuffed).not.toHaveProperty('result');
    expect(stuffed).not.toHaveProperty('codes');
  });

  test('cannot be counted at all when one ballot cannot be read', () => {
    const broken = [...answers(5, 0), ...cast([{ method: 'yes-no', answer: 'perhaps' }])];
    expect(() => tally(yesNo, broken, closing, words)).toThrow('cannot be read');
  });
});

describe('bands', () => {
  test('are used below ten, unless the group chose exact counts before', () => {
    expect(tally(bands, answers(9, 0), closing, words)).toMatchObject({ result: { exact: false } });
    expect(tally(bands, answers(10, 0), closing, words)).toMatchObject({ result: { exact: true } });
    expect(tally(yesNo, answers(5, 0), closing, words)).toMatchObject({ result: { exact: true } });
  });

  test('can be asked for at closing and never be taken away', () => {
    const banded = { ...closing, banded: true };
    expect(tally(yesNo, answers(20, 0), banded, words)).toMatchObject({ result: { exact: false } });
    expect(tally(bands, answers(9, 0), closing, words)).toMatchObject({ result: { exact: false } });
  });

  test('say the same of all as of all but one, and of one as of none', () => {
    for (let n = 5; n < 10; n += 1) {
      expect(tally(bands, answers(n, 0), closing, words)).toEqual(tally(bands, answers(n - 1, 1), closing, words)); // prettier-ignore
      expect(band(0, n)).toBe(band(1, n));
      expect(band(n - 1, n)).toBe(band(n, n));
    }
  });

  test('hold no number of people, blanks among them', () => {
    const { result } = tally(bands, answers(3, 3, 1), closing, words) as { result?: unknown };
    expect(JSON.stringify(result)).not.toMatch(/[0-9]/);
  });

  test('grow with the share', () => {
    const order = ['none-or-one', 'some', 'about-half', 'most', 'all-or-all-but-one'];
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 40 }), (of) => {
        const all = Array.from({ length: of + 1 }, (_, n) => order.indexOf(band(n, of)));
        expect(all).toEqual(all.toSorted((a, b) => a - b));
      }),
    );
  });
});

test('the order of ballots changes nothing that is published', () => {
  const answer = fc.constantFrom('yes', 'no', 'not-sure').map((one) => ({ method: 'yes-no', answer: one })); // prettier-ignore
  fc.assert(
    fc.property(
      fc.array(answer, { maxLength: 25 }).map(cast).chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), // prettier-ignore
      fc.boolean(),
      ([all, mixed], exact) => {
        const rules = { ...yesNo, exact };
        expect(tally(rules, mixed, closing, words)).toEqual(tally(rules, all, closing, words));
      },
    ),
  );
});

describe('the rules of a vote', () => {
  const rules = { ...yesNo, method: 'approve', options: ['o1', 'o2'] } as const;
  test('are taken as they are', () => {
    expect(VoteRules.parse(rules)).toEqual(rules);
  });

  test.each([
    ['a minimum below five', { minimum: 4 }],
    ['an option twice', { options: ['o1', 'o1'] }],
    ['an option that is no id', { options: ['Anna’s idea'] }],
    ['a field nobody knows', { members: ['m1'] }],
    ['more options than an envelope holds', { options: Array.from({ length: 200 }, (_, i) => `option-${String(i).padStart(33, '0')}`) }], // prettier-ignore
  ])('%s is refused', (_name, wrong) => {
    expect(VoteRules.safeParse({ ...rules, ...wrong }).success).toBe(false);
  });

  test('decide what a choice may be', () => {
    expect(readChoice({ ...rules, options: [...rules.options] }, { method: 'approve', options: ['o2'], note: 'it was me' })).toEqual({ method: 'approve', options: ['o2'] }); // prettier-ignore
    for (const wrong of [
      null,
      'yes',
      { method: 'approve', options: ['o3'] },
      { method: 'yes-no', answer: 'yes' },
    ])
      // prettier-ignore
      expect(readChoice({ ...rules, options: [...rules.options] }, wrong)).toBeNull();
  });
});
