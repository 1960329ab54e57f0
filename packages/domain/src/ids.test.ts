import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ID_LENGTH, Id, makeId } from './ids.ts';

describe('ids', () => {
  test('are read back by their own schema', () => {
    for (let i = 0; i < 200; i += 1) expect(Id.safeParse(makeId(randomBytes)).success).toBe(true);
    for (const bad of ['', 'A'.repeat(20), 'a'.repeat(19), 'a'.repeat(21), `${'a'.repeat(19)}-`])
      expect(Id.safeParse(bad).success).toBe(false);
  });

  test('are spread evenly over 36 symbols', () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 3_600; i += 1)
      for (const symbol of makeId(randomBytes)) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    expect(counts.size).toBe(36);
    // 2,000 each on average, standard deviation about 44: six of them is never met by chance.
    for (const count of counts.values()) expect(Math.abs(count - 2_000)).toBeLessThan(6 * 44);
  });

  test('the four bytes that would favour some symbols are thrown away', () => {
    const given: number[] = [];
    const id = makeId((n) => {
      const bytes = new Uint8Array(n).fill(given.length === 0 ? 253 : 35);
      given.push(n);
      return bytes;
    });
    expect(id).toBe('9'.repeat(ID_LENGTH));
    expect(given).toHaveLength(2);
  });

  test('do not come twice', () => {
    const ids = new Set(Array.from({ length: 5_000 }, () => makeId(randomBytes)));
    expect(ids.size).toBe(5_000);
  });
});
