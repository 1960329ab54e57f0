import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  SPOKEN_ALPHABET,
  SPOKEN_LENGTH,
  makeSpokenCode,
  parseSpokenCode,
  sayCode,
} from './spoken-code.ts';

describe('spoken codes', () => {
  test('have no two symbols that look or sound written alike', () => {
    for (const lookAlike of '01ILOUV') expect(SPOKEN_ALPHABET).not.toContain(lookAlike);
    expect(new Set(SPOKEN_ALPHABET).size).toBe(SPOKEN_ALPHABET.length);
  });

  test('come back from however they were said and typed', () => {
    const code = makeSpokenCode(randomBytes);
    expect(code).toHaveLength(SPOKEN_LENGTH);
    const said = sayCode(code);
    for (const typed of [code, said, said.toLowerCase(), ` ${said.replace(' ', '-')} `])
      expect(parseSpokenCode(typed)).toBe(code);
  });

  test('any other words are no code', () => {
    for (const typed of ['', '1234', 'ABCDEFGI', 'ABCDEFG', 'ABCDEFGHJ', '????????'])
      expect(parseSpokenCode(typed)).toBeNull();
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const code = parseSpokenCode(typed);
        return code === null || [...code].every((symbol) => SPOKEN_ALPHABET.includes(symbol));
      }),
    );
  });

  test('no symbol is likelier than another', () => {
    const counts = countSymbols(2_000, () => makeSpokenCode(randomBytes));
    const expected = (2_000 * SPOKEN_LENGTH) / SPOKEN_ALPHABET.length;
    for (const symbol of SPOKEN_ALPHABET)
      expect(Math.abs((counts.get(symbol) ?? 0) - expected)).toBeLessThan(expected / 3);
  });

  test('bytes past the last whole multiple are thrown away, never folded back', () => {
    let call = 0;
    const code = makeSpokenCode((n) => new Uint8Array(n).fill(call++ === 0 ? 255 : 0));
    expect(code).toBe('2'.repeat(SPOKEN_LENGTH));
    expect(call).toBe(2);
  });
});

function countSymbols(times: number, make: () => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i < times; i += 1)
    for (const symbol of make()) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  return counts;
}
