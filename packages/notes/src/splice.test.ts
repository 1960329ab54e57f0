import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UPDATE_MAX_BYTES } from './bounds.ts';
import { findSplice, type Splice } from './splice.ts';
import { Writer } from './testing/writer.ts';

const letters = fc.string({
  unit: fc.constantFrom('a', 'b', '\n', 'ŵ', '👋', '👍'),
  maxLength: 12,
});
const put = (text: string, { at, remove, insert }: Splice): string =>
  text.slice(0, at) + insert + text.slice(at + remove);

describe('the one change between two texts', () => {
  test.each([
    ['aaa', 'aaaa', 2, { at: 1, remove: 0, insert: 'a' }],
    ['aaa', 'aa', 1, { at: 1, remove: 1, insert: '' }],
    ['one two', 'one or two', 6, { at: 3, remove: 0, insert: ' or' }],
    ['one two', 'one or two', 7, { at: 4, remove: 0, insert: 'or ' }],
    ['one two', 'x', 1, { at: 0, remove: 7, insert: 'x' }],
    ['', 'x', 1, { at: 0, remove: 0, insert: 'x' }],
  ])('%j → %j with the caret at %i', (before, after, caret, splice) => {
    expect(put(before, splice)).toBe(after);
    expect(findSplice(before, after, caret)).toEqual(splice);
  });

  test('nothing changed is no change', () => {
    expect(findSplice('same', 'same', 2)).toBeNull();
  });

  test('gives the second text, wherever the caret stands, and never half a letter', () => {
    fc.assert(
      fc.property(letters, letters, fc.nat(14), (before, after, caret) => {
        const splice = findSplice(before, after, caret);
        if (splice === null) {
          expect(before).toBe(after);
          return;
        }
        expect(put(before, splice)).toBe(after);
        const { at, remove, insert } = splice;
        for (const part of [before.slice(0, at), before.slice(at, at + remove), insert])
          expect(part.isWellFormed()).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('typing is one insertion where it was typed, however many letters are alike', () => {
    fc.assert(
      fc.property(letters, letters, letters, (head, insert, tail) => {
        fc.pre(insert !== '');
        const caret = head.length + insert.length;
        expect(findSplice(head + tail, head + insert + tail, caret)).toEqual({
          at: head.length,
          remove: 0,
          insert,
        });
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('writing a change', () => {
  test.each(['a', '€', '👋'])('is cut into updates that each fit the wire: %s', (letter) => {
    const writer = new Writer(1);
    const paste = letter.repeat(100_000 / letter.length);
    const parts = [
      ...writer.write({ at: 0, remove: 0, insert: paste }),
      ...writer.write({ at: 0, remove: paste.length, insert: 'short' }),
    ];
    expect(writer.text).toBe('short');
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(UPDATE_MAX_BYTES);
  });

  test('a text that others have broken to pieces is deleted in updates that fit too', () => {
    const writer = new Writer(1);
    const other = new Writer(2);
    for (let n = 0; n < 2_500; n++) {
      const [here, there] = n % 2 === 0 ? [writer, other] : [other, writer];
      there.hear(here.type(Math.floor(here.text.length / 2), 'x'));
    }
    const parts = writer.write({ at: 0, remove: 2_500, insert: '' });
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(UPDATE_MAX_BYTES);
    for (const part of parts) other.hear(part);
    expect([writer.text, other.text]).toEqual(['', '']);
  });
});
