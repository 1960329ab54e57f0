import { expect, test } from 'vitest';
import { STATEMENT_DATE } from './accessibility.ts';

test('the accessibility statement was read within the last year (people 26)', () => {
  expect(Date.now() - Date.parse(STATEMENT_DATE)).toBeLessThan(366 * 24 * 60 * 60 * 1_000);
});
