import { expect, test } from 'vitest';
import { section } from './section.ts';

const words = section({
  en: { hello: 'Hello {name}', leaves: { one: '{n} leaf', other: '{n} leaves' } },
  cy: {
    hello: 'Helo {name}',
    leaves: {
      zero: '{n} z',
      one: '{n} o',
      two: '{n} t',
      few: '{n} f',
      many: '{n} m',
      other: '{n} x',
    },
  },
});

test('placeholders are filled', () => {
  expect(words('en')('hello', { name: 'Rowan' })).toBe('Hello Rowan');
  expect(words('cy')('hello', { name: '{n}' })).toBe('Helo {n}');
});

test('Welsh takes the right one of six forms (people 42)', () => {
  const w = words('cy');
  expect([0, 1, 2, 3, 6, 4, 7].map((n) => w('leaves', { n }))).toEqual([
    '0 z',
    '1 o',
    '2 t',
    '3 f',
    '6 m',
    '4 x',
    '7 x',
  ]);
});

test('English takes one of two', () => {
  const w = words('en');
  expect([0, 1, 2].map((n) => w('leaves', { n }))).toEqual(['0 leaves', '1 leaf', '2 leaves']);
});

test('keys, placeholders and Welsh forms are typed', () => {
  const w = words('en');
  // @ts-expect-error a key that is not there
  w('goodbye');
  // @ts-expect-error a placeholder that was not given
  w('hello');
  // @ts-expect-error a count is a number
  w('leaves', { n: '3' });
  // @ts-expect-error Welsh counted sentences need all six forms
  section({ en: { a: { one: '1', other: '2' } }, cy: { a: { one: '1', other: '2' } } });
});
