import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Comeback } from './comeback.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** When each of `count` tries came, in ms after the one before. */
function waitsOf(count: number, random: () => number): number[] {
  const waits: number[] = [];
  let from = Date.now();
  const comeback = new Comeback(
    () => {
      waits.push(Date.now() - from);
      from = Date.now();
      if (waits.length < count) comeback.later();
    },
    { firstMs: 1_000, mostMs: 8_000 },
    random,
  );
  comeback.later();
  vi.runAllTimers();
  return waits;
}

test('the bound of the wait doubles and is capped', () => {
  expect(waitsOf(6, () => 1)).toEqual([1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
});

test('a thousand phones spread over the whole first second, and no tenth of it is crowded', () => {
  let seed = 1;
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const tenths = Array.from({ length: 10 }, () => 0);
  for (let phone = 0; phone < 1_000; phone += 1) {
    const tenth = Math.floor((waitsOf(1, random)[0] ?? 0) / 100);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  expect(Math.max(...tenths)).toBeLessThan(150);
  expect(Math.min(...tenths)).toBeGreaterThan(50);
});

test('a line that held begins the waits anew; one that fell at once does not', () => {
  const tried: number[] = [];
  const comeback = new Comeback(
    () => tried.push(Date.now()),
    { firstMs: 1_000, mostMs: 8_000 },
    () => 1,
  );
  const next = (): number => {
    const from = Date.now();
    comeback.later();
    vi.runAllTimers();
    return (tried.at(-1) ?? 0) - from;
  };
  expect([next(), next()]).toEqual([1_000, 2_000]);
  comeback.opened();
  vi.advanceTimersByTime(100);
  expect(next()).toBe(4_000);
  comeback.opened();
  vi.advanceTimersByTime(5_000);
  expect(next()).toBe(1_000);
});

test('now does not wait, and takes the place of a try that was waiting', () => {
  const run = vi.fn();
  const comeback = new Comeback(run, { firstMs: 1_000, mostMs: 8_000 }, () => 1);
  comeback.later();
  comeback.now();
  vi.runAllTimers();
  expect(run).toHaveBeenCalledOnce();
});
