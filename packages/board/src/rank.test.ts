import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankBetween, ranksFor } from './rank.ts';

test('a key always fits between two neighbours', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 200 }), (spots) => {
      const keys: string[] = [];
      for (const spot of spots) {
        const at = spot % (keys.length + 1);
        const low = keys[at - 1] ?? null;
        const high = keys[at] ?? null;
        const key = rankBetween(low, high);
        if (low !== null) expect(key > low).toBe(true);
        if (high !== null) expect(key < high).toBe(true);
        expect(key.endsWith('0')).toBe(false);
        keys.splice(at, 0, key);
      }
    }),
  );
});

test('a long list typed in order keeps short keys', () => {
  const keys = ranksFor(3600);
  expect([...keys].sort()).toEqual(keys);
  expect(new Set(keys).size).toBe(3600);
  expect(Math.max(...keys.map((key) => key.length))).toBeLessThanOrEqual(3);
});

test('putting in front again and again has room', () => {
  let key = rankBetween(null, null);
  for (let i = 0; i < 8000; i += 1) {
    const next = rankBetween(null, key);
    expect(next < key).toBe(true);
    key = next;
  }
});
