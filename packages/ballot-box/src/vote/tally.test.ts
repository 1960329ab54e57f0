import type { Ballot, YesNo } from '@canopy/ballot';
import { RANK_MAX, INSTEAD_MAX, WHY_MAX, maxBytes } from '@canopy/ballot';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { CONTENT_BYTES, toText, type SecretVoteRules } from '@canopy/passes';
import { describe, expect, test } from 'vitest';
import { packed, chosen, yesNo } from '../fixtures/test-passes.ts';
import { tally as keep } from './tally.ts';
import { readChoice, VoteRules } from './vote-rules.ts';

const tally = (...of: Parameters<typeof keep>) => keep(...of).said;
const codes = ['K7-RIVER', 'A2-ACORN', 'Z9-MOON', 'B3-LAKE'];
const cast = (choices: readonly string[]) =>
  choices.map((choice, i) => ({
    pass: createHash('sha256').update(String(i)).digest(),
    version: 1,
    choice,
    code: codes[i % codes.length] ?? '',
  }));
const times = (n: number, answer: YesNo | null) => Array.from({ length: n }, () => chosen(answer));
const answers = (yes: number, no: number, unsure = 0) =>
  cast([...times(yes, 'yes'), ...times(no, 'no'), ...times(unsure, 'not-sure')]);
const closing = { eligible: 30, passes: 30, replacements: 0, staffEntered: 1, earlier: [] };
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
      blank: 0,
      keyWords: words,
      quorate: true,
      banded: false,
      close: { first: false, tiers: false },
      result: {
        method: 'yes-no',
        rule: 'more-than-half',
        yes: 4,
        no: 2,
        notSure: 0,
        decision: 'passed',
      },
      codes: ['A2-ACORN', 'A2-ACORN', 'B3-LAKE', 'K7-RIVER', 'K7-RIVER', 'Z9-MOON'],
    });
  });

  test('with fewer than five says how many voted, and nothing of how', () => {
    for (const few of [0, 1, 4])
      expect(Object.keys(tally(yesNo, answers(few, 0), closing, words)).sort()).toEqual(
        ['ballots', 'eligible', 'keyWords', 'least', 'outcome', 'passes', 'replacements', 'staffEntered'],
      ); // prettier-ignore
    expect(tally(yesNo, answers(4, 0), closing, words)).toMatchObject({ outcome: 'too-few', ballots: 4, least: 5 }); // prettier-ignore
    expect(tally(yesNo, answers(5, 0), closing, words)).toMatchObject({ outcome: 'counted' });
    expect(tally({ ...yesNo, least: 8 }, answers(7, 0), closing, words)).toMatchObject({ outcome: 'too-few', least: 8 }); // prettier-ignore
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
    for (const damaged of ['_w', 'AQAA', '', 'yes'])
      expect(() => tally(yesNo, [...answers(5, 0), ...cast([damaged])], closing, words)).toThrow('cannot be read'); // prettier-ignore
  });

  test('without its quorum decides nothing, and blank ballots count towards it', () => {
    const rules = { ...yesNo, quorum: 8 };
    const seven = [...times(6, 'yes'), ...times(1, null)];
    expect(tally(rules, cast(seven), closing, words)).toMatchObject({ quorate: false, result: { decision: 'no-quorum' } }); // prettier-ignore
    expect(tally(rules, cast([...seven, chosen(null)]), closing, words)).toMatchObject({ quorate: true, result: { decision: 'passed' } }); // prettier-ignore
  });

  test('by ranking gives tiers and a grid, and no ballot', () => {
    const paper = { method: 'rank', options: ['a1', 'b2', 'c3'] } as const;
    const rank = (...places: string[]) => packed(paper, { method: 'rank', places: places.map((one) => [one]) }); // prettier-ignore
    const ballots = cast([...Array.from({ length: 4 }, () => rank('c3', 'a1')), rank('b2'), rank('a1', 'b2', 'c3')]); // prettier-ignore
    const said = tally({ ...yesNo, paper }, ballots, closing, words);
    expect(said).toMatchObject({ result: { method: 'rank', ranked: 6, tiers: [['c3'], ['a1'], ['b2']] } }); // prettier-ignore
    expect(JSON.stringify(said)).not.toMatch(/choice|pass"|places/);
  });
});

describe('bands', () => {
  test('are used below ten, unless the group chose exact numbers before', () => {
    expect(tally(bands, answers(9, 0), closing, words)).toMatchObject({ banded: true });
    expect(tally(bands, answers(10, 0), closing, words)).toMatchObject({ banded: false });
    expect(tally(yesNo, answers(5, 0), closing, words)).toMatchObject({ banded: false });
  });

  test('are used whatever was chosen where an earlier vote had nearly the same voters', () => {
    const after = (ballots: number) => ({ ...closing, eligible: 12, earlier: [{ eligible: 12, ballots, both: 12 }] }); // prettier-ignore
    expect(tally(yesNo, answers(12, 0), after(11), words)).toMatchObject({ banded: true });
    expect(tally(yesNo, answers(12, 0), after(12), words)).toMatchObject({ banded: false });
    expect(tally(yesNo, answers(12, 0), after(5), words)).toMatchObject({ banded: false });
  });

  test('say the same of all as of all but one', () => {
    for (let n = 5; n < 10; n += 1)
      expect(tally(bands, answers(n, 0), closing, words)).toEqual(tally(bands, answers(n - 1, 1), closing, words)); // prettier-ignore
  });

  test('hold no number of people, blanks among them', () => {
    const said = tally(bands, answers(3, 3, 1), closing, words);
    if (said.outcome !== 'counted') throw new Error('too few');
    expect(JSON.stringify([said.result, said.blank])).not.toMatch(/[0-9]/);
  });
});

test('the order of ballots changes nothing that is published', () => {
  const answer = fc.constantFrom<YesNo | null>('yes', 'no', 'not-sure', null).map(chosen);
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
  const paper = { method: 'approve', options: ['o1', 'o2'] } as const;
  const rules = { ...yesNo, paper };
  test('are taken as they are', () => {
    expect(VoteRules.parse(rules)).toEqual(rules);
  });

  test.each([
    ['a minimum below five', { least: 4 }],
    ['an option twice', { paper: { ...paper, options: ['o1', 'o1'] } }],
    ['an option that is no id', { paper: { ...paper, options: ['Anna’s idea'] } }],
    ['a field nobody knows', { members: ['m1'] }],
    ['a method nobody knows', { paper: { method: 'guess' } }],
  ])('%s is refused', (_name, wrong) => {
    expect(VoteRules.safeParse({ ...rules, ...wrong }).success).toBe(false);
  });

  test('decide what a choice may be', () => {
    const ticks = (...options: string[]): Ballot => ({ method: 'approve', options });
    expect(readChoice(rules, packed(paper, ticks('o2')))).toEqual(ticks('o2'));
    const three = { method: 'approve', options: ['o1', 'o2', 'o3'] } as const;
    for (const wrong of ['', 'A', 'yes', '{}', packed(three, ticks('o3')), chosen('not-sure').repeat(2)])
      expect(readChoice(rules, wrong), wrong).toBeNull(); // prettier-ignore
  });

  test('take one choice in one way: neither the order of tapping nor a left-over bit can be a mark', () => {
    const ticks = (...options: string[]) => packed(paper, { method: 'approve', options });
    expect(ticks('o2', 'o1')).toBe(ticks('o1', 'o2'));
    expect(readChoice(rules, toText(Uint8Array.of(0b1110)))).toBeNull();
    expect(readChoice(rules, 'Ag')).not.toBeNull();
    expect(readChoice(rules, 'Ah'), 'the same byte with something left over').toBeNull();
  });

  test('allow no ballot that would not fit into an envelope', () => {
    const options = Array.from({ length: RANK_MAX }, (_, i) => `option-${String(i)}`);
    const longest = maxBytes({ method: 'replace', options });
    expect(longest).toBeGreaterThan(3 * (INSTEAD_MAX + WHY_MAX));
    expect(toText(new Uint8Array(longest)).length).toBeLessThan(CONTENT_BYTES);
  });
});
