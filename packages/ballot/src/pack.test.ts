import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, encode, maxBytes } from './encode.ts';
import { anyPaper, anyVote, seed } from './fixtures/any-vote.ts';
import { fits } from './fits.ts';
import type { Ballot, Paper } from './paper.ts';
import { readBallot, unpackBallot } from './read-ballot.ts';
import { BallotSchema, PaperSchema } from './schema.ts';

const settings = { seed, numRuns: 300 };
const topics = ['a', 'b', 'c', 'd'];
const rank: Paper = { method: 'rank', options: topics };
const replace: Paper = { method: 'replace', options: topics };
const swapped = {
  method: 'replace',
  places: [['b'], ['a', 'd']],
  swap: { option: 'c', instead: 'Housing' },
  added: ['Waiting times', 'Education'],
  why: 'It keeps coming up',
} as const satisfies Ballot;

describe('a packed ballot', () => {
  test('comes back as it was read, and no ballot of a paper is longer than its longest', () => {
    fc.assert(
      fc.property(anyVote({ most: 4 }), ([paper, ballots]) => {
        expect(PaperSchema.safeParse(paper).success).toBe(true);
        for (const ballot of ballots) {
          const read = readBallot(paper, ballot);
          if (read === null) throw new Error(JSON.stringify(ballot));
          const bytes = encode(paper, read);
          expect(bytes.length).toBeLessThanOrEqual(maxBytes(paper));
          if (paper.method !== 'replace') expect(bytes.length).toBe(maxBytes(paper));
          expect(unpackBallot(paper, bytes)).toEqual(read);
          expect(readBallot(paper, read)).toEqual(read);
        }
      }),
      settings,
    );
  });

  test('is the same however the choice was tapped together', () => {
    const approve: Paper = { method: 'approve', options: topics };
    const bytes = (options: string[]) => encode(approve, { method: 'approve', options });
    expect(bytes(['d', 'a'])).toEqual(bytes(['a', 'd']));
    expect(encode(rank, { method: 'rank', places: [['d', 'a']] })).toEqual(
      encode(rank, { method: 'rank', places: [['a', 'd']] }),
    );
    expect(encode(replace, { ...swapped, added: swapped.added.toReversed() })).toEqual(
      encode(replace, swapped),
    );
  });

  test('longest of all is one full of letters of three bytes', () => {
    const long = (n: number) => '글'.repeat(n);
    const full = {
      ...swapped,
      swap: { option: 'c', instead: long(80) },
      added: [long(80), long(79), long(80)],
      why: long(280),
    };
    const bytes = encode(replace, readBallot(replace, full) as Ballot);
    expect(bytes.length).toBe(maxBytes(replace) - 3);
    expect(unpackBallot(replace, bytes)).toMatchObject({ why: full.why });
    expect(readBallot(replace, { ...full, why: long(281) })).toBeNull();
  });

  test('whatever bytes come, they are refused or are the one way to write what they say', () => {
    let taken = 0;
    fc.assert(
      fc.property(anyPaper, fc.uint8Array({ maxLength: 60 }), (paper, noise) => {
        const cut = noise.subarray(0, Math.min(noise.length, maxBytes(paper)));
        for (const bytes of [noise, cut, cut.map((byte) => byte % 4)]) {
          const ballot = unpackBallot(paper, bytes);
          if (ballot === null) continue;
          taken += 1;
          expect(fits(paper, ballot)).toBe(true);
          expect(encode(paper, ballot)).toEqual(Uint8Array.from(bytes));
        }
      }),
      settings,
    );
    expect(taken, 'a test that met none proves nothing').toBeGreaterThan(50);
  });

  test.each<[string, Paper, number[]]>([
    ['nothing at all', rank, []],
    ['too short', rank, [1, 2, 3]],
    ['too long', rank, [1, 2, 3, 4, 0]],
    ['a place left out', rank, [1, 3, 0, 0]],
    ['more places than options', rank, [5, 1, 2, 3]],
    ['a face that is none', { method: 'scale' }, [6]],
    ['a fist that is none', { method: 'fist' }, [8]],
    ['an answer that is none', { method: 'yes-no', rule: 'consensus' }, [4]],
    ['a tick for an option that is none', { method: 'approve', options: topics }, [16]],
    [
      'more dots than the budget',
      { method: 'dots', options: topics, dots: 2, maxPerOption: 2 },
      [2, 1, 0, 0],
    ],
    [
      'more dots than one option may have',
      { method: 'dots', options: topics, dots: 5, maxPerOption: 2 },
      [3, 0, 0, 0],
    ],
    ['words for nothing swapped', replace, [0, 0, 0, 0, 0, 0, 1, 65, 0, 0, 0]],
    ['words that end in the middle of a letter', replace, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 195]],
    ['untidy words', replace, [0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 65, 32]],
    ['bytes after the end', replace, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['a length that lies', replace, [0, 0, 0, 0, 0, 255, 255, 0, 0, 0]],
  ])('%s is refused', (_name, paper, bytes) => {
    expect(unpackBallot(paper, Uint8Array.from(bytes))).toBeNull();
  });

  test('an empty one is a blank ballot', () => {
    expect(unpackBallot(replace, new Uint8Array(10))).toEqual({
      method: 'replace',
      places: [],
      swap: null,
      added: [],
      why: '',
    });
    expect(unpackBallot({ method: 'scale' }, Uint8Array.of(0))).toEqual({
      method: 'scale',
      face: null,
    });
  });

  test('for another paper is a bug of whoever packs it', () => {
    expect(() => encode(rank, { method: 'scale', face: 'ok' })).toThrow();
    expect(() => encode(rank, { method: 'rank', places: [['z']] })).toThrow();
    expect(decode({ method: 'scale' }, Uint8Array.of(1, 1))).toBeNull();
  });
});

describe('a ballot from outside', () => {
  test.each<[string, Paper, unknown]>([
    ['another method', rank, { method: 'scale', face: 'ok' }],
    ['an unknown option', rank, { method: 'rank', places: [['z']] }],
    ['an option in two places', rank, { method: 'rank', places: [['a'], ['a']] }],
    ['an empty place', rank, { method: 'rank', places: [[], ['a']] }],
    [
      'more places than may be',
      rank,
      { method: 'rank', places: Array.from({ length: 41 }, () => ['a']) },
    ],
    [
      'a field that could say whose it is',
      rank,
      { method: 'rank', places: [['a']], from: 'rowan' },
    ],
    ['a swap of an unknown option', replace, { ...swapped, swap: { option: 'z', instead: '' } }],
    ['four things missing', replace, { ...swapped, added: ['1', '2', '3', '4'] }],
    ['words that are too long', replace, { ...swapped, why: 'x'.repeat(281) }],
    ['half a letter', replace, { ...swapped, why: '\ud83d' }],
    ['nothing', rank, null],
  ])('with %s is refused', (_name, paper, ballot) => {
    expect(readBallot(paper, ballot)).toBeNull();
  });

  test('has its words tidied: how somebody types is a mark of who they are', () => {
    const read = readBallot(replace, {
      ...swapped,
      added: ['', '  Waiting\n\ttimes\u200b ', 'Ty\u0302'],
      why: '\u202eno  tricks ',
    });
    expect(read).toMatchObject({ added: ['Tŷ', 'Waiting times'], why: 'no tricks' });
  });

  test('of an open vote is one of these, too', () => {
    for (const choice of [
      { method: 'approve', options: ['a'] },
      { method: 'dots', dots: [{ option: 'a', n: 2 }] },
      { method: 'scale', face: 'great' },
      { method: 'yes-no', answer: 'not-sure' },
    ])
      expect(BallotSchema.parse(choice)).toEqual(choice);
  });
});

test('a paper with the same option twice, or with none, or with hundreds to rank, is refused', () => {
  for (const options of [['a', 'a'], [], Array.from({ length: 41 }, (_, at) => String(at))])
    expect(PaperSchema.safeParse({ method: 'rank', options }).success).toBe(false);
});
