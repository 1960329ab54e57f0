import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSmallVote, SMALL_MIN, showCount, showParts, type ShownCount } from './small-numbers.ts';

const table = fc.dictionary(fc.string({ minLength: 1, maxLength: 4 }), fc.nat(40), {
  minKeys: 1,
  maxKeys: 8,
});

describe('small numbers (people 74)', () => {
  test('one to four people are hidden; nobody and five are shown', () => {
    expect(showCount(0)).toEqual({ shown: true, n: 0 });
    for (const n of [1, 2, 3, 4]) expect(showCount(n)).toEqual({ shown: false });
    expect(showCount(SMALL_MIN)).toEqual({ shown: true, n: SMALL_MIN });
  });

  test('no part of one to four is ever shown', () => {
    fc.assert(
      fc.property(table, (parts) =>
        Object.entries(showParts(parts)).every(
          ([key, count]) => !count.shown || count.n === 0 || (parts[key] ?? 0) >= SMALL_MIN,
        ),
      ),
    );
  });

  test.each([
    [0, 9, false],
    [0, 3, true],
    [0, 0, false],
    [4, 9, true],
    [1, 1, true],
    [5, 5, false],
    [5, 9, false],
  ])('%i votes of %i: hidden %s', (voters, eligible, hidden) => {
    expect(isSmallVote({ voters, eligible })).toBe(hidden);
  });

  test('what is shown is true', () => {
    fc.assert(
      fc.property(table, (parts) =>
        Object.entries(showParts(parts)).every(
          ([key, count]) => !count.shown || count.n === parts[key],
        ),
      ),
    );
  });

  test('with the total known, somebody who knows these rules cannot work out a hidden part', () => {
    const small = fc.array(fc.nat(11), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(small, (values) => {
        const shown = show(values);
        const hidden = values.flatMap((_, at) => (shown[at]?.shown ? [] : [at]));
        // With nothing else to hide behind, the total itself is small: that is not these parts' to mend.
        if (values.every((value, at) => value === 0 || hidden.includes(at))) return true;
        const possible = tablesLike(values, shown, hidden);
        return hidden.every((at) => new Set(possible.map((table) => table[at])).size > 1);
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    [[3, 20], 'one hidden part is what is left'],
    [[1, 1, 20], 'two hidden that sum to two are one and one'],
    [[4, 4, 4, 30], 'three hidden that sum to twelve are four each'],
  ])('%j: %s', (values) => {
    const hidden = show(values).filter((count) => !count.shown).length;
    expect(hidden).toBeGreaterThan(values.filter((n) => n < SMALL_MIN).length);
  });
});

const show = (values: readonly number[]): ShownCount[] =>
  Object.values(showParts(Object.fromEntries(values.map((n, at) => [`part-${String(at)}`, n]))));

/** Every table with the same total that would be shown the same way. */
function tablesLike(
  values: readonly number[],
  shown: readonly ShownCount[],
  hidden: readonly number[],
): number[][] {
  const rest = hidden.reduce((sum, at) => sum + (values[at] ?? 0), 0);
  return splits(rest, hidden.length)
    .map((split) => values.map((value, at) => split[hidden.indexOf(at)] ?? value))
    .filter((table) => JSON.stringify(show(table)) === JSON.stringify(shown));
}

function splits(sum: number, into: number): number[][] {
  if (into <= 1) return into === 1 ? [[sum]] : [[]];
  return Array.from({ length: sum + 1 }, (_, first) =>
    splits(sum - first, into - 1).map((rest) => [first, ...rest]),
  ).flat();
}
