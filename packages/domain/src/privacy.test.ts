import { expect, test } from 'vitest';
import { isLooser } from './privacy.ts';

test('a level is looser only when it shows more', () => {
  expect(isLooser('hidden', 'named')).toBe(true);
  expect(isLooser('named', 'hidden')).toBe(false);
  expect(isLooser('named', 'named')).toBe(false);
  expect(isLooser('hidden', 'hidden')).toBe(false);
});
