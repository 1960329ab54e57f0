import { expect, test } from 'vitest';
import { shuffle } from './shuffle.ts';

/** Small, seeded, good enough to show a bias of the method itself. */
function seeded(seed: number): (n: number) => Uint8Array {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) & 0xff;
  };
  return (n) => Uint8Array.from({ length: n }, next);
}

test('every order of four is as likely as any other', () => {
  const random = seeded(20);
  const seen = new Map<string, number>();
  const runs = 24_000;
  for (let i = 0; i < runs; i += 1) {
    const order = shuffle(['a', 'b', 'c', 'd'], random).join('');
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  expect(seen.size).toBe(24);
  const expected = runs / 24;
  const chiSquare = [...seen.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
  // 23 degrees of freedom: above 49.7 once in a thousand even shuffles; the seed makes it once and for all.
  expect(chiSquare).toBeLessThan(49.7);
});

test('nothing is lost, nothing is doubled, the list given is left alone', () => {
  const given = Array.from({ length: 50 }, (_, i) => i);
  const mixed = shuffle(given, seeded(7));
  expect(mixed).not.toEqual(given);
  expect([...mixed].sort((a, b) => a - b)).toEqual(given);
  expect(given[0]).toBe(0);
  expect(shuffle([], seeded(1))).toEqual([]);
});

test('a number that would make some places likelier is drawn again', () => {
  // Three items draw below 1, 2 and 3. 2^32 - 1 is past the last multiple of 3, so it is not used.
  const bytes = [0, 0, 0, 0, 0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 2];
  expect(shuffle(['a', 'b', 'c'], (n) => Uint8Array.from(bytes.splice(0, n)))).toHaveLength(3);
  expect(bytes).toEqual([]);
});
