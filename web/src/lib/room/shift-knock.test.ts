import { expect, test } from 'vitest';
import { ShiftKnock } from './shift-knock.ts';

test('three times Shift within 5 seconds covers', () => {
  const knock = new ShiftKnock();
  expect([0, 1_000, 4_900].map((at) => knock.press('Shift', at))).toEqual([false, false, true]);
});

test('slow, held or typed-between presses do not', () => {
  const knock = new ShiftKnock();
  expect([0, 1_000, 5_500].map((at) => knock.press('Shift', at))).toEqual([false, false, false]);
  knock.press('a', 5_600);
  expect([5_700, 5_800].map((at) => knock.press('Shift', at))).toEqual([false, false]);
  expect(knock.press('Shift', 5_900, true)).toBe(false);
});
