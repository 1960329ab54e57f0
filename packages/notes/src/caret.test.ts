import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moveCaret, type TextDelta } from './caret.ts';
import { textOf } from './document.ts';
import { Writer } from './testing/writer.ts';

test.each<[string, number, TextDelta, number]>([
  ['words before it push it on', 5, [{ insert: 'new ' }], 9],
  ['words at it stay after it', 5, [{ retain: 5 }, { insert: 'new' }], 5],
  ['words after it leave it', 5, [{ retain: 6 }, { insert: 'new' }], 5],
  ['what goes before it pulls it back', 5, [{ retain: 1 }, { delete: 2 }], 3],
  ['what goes around it leaves it where that began', 5, [{ retain: 3 }, { delete: 4 }], 3],
  ['what goes after it leaves it', 5, [{ retain: 5 }, { delete: 4 }], 5],
  ['words put in place of others', 5, [{ insert: 'ab' }, { delete: 3 }], 4],
])('%s', (_what, caret, delta, then) => {
  expect(moveCaret(caret, delta)).toBe(then);
});

test('the letter after the caret is still the letter after it, unless it went', () => {
  const edit = fc.record({
    at: fc.nat(30),
    remove: fc.nat(3),
    insert: fc.constantFrom('', 'x', 'yy'),
  });
  fc.assert(
    fc.property(fc.nat(19), fc.array(edit, { maxLength: 6 }), (caret, edits) => {
      // Each letter once, so that it can be found again.
      const writer = new Writer(1);
      writer.type(0, 'ABCDEFGHIJKLMNOPQRST');
      const letter = writer.text.charAt(caret);
      let at = caret;
      textOf(writer.doc).observe(({ delta }) => (at = moveCaret(at, delta)));
      for (const { at: from, remove, insert } of edits) {
        const here = Math.min(from, writer.text.length);
        writer.write({ at: here, remove: Math.min(remove, writer.text.length - here), insert });
      }
      const found = writer.text.indexOf(letter);
      // What others type exactly at the caret comes between it and its letter.
      if (found >= 0) expect(writer.text.slice(at, found)).toMatch(/^[xy]*$/);
      expect(at).toBeLessThanOrEqual(writer.text.length);
    }),
    { numRuns: 1_000 },
  );
});
