import { expect, test } from 'vitest';
import { makeSlowDown } from './slow-down.ts';

const EMAIL = 'email:ann@example.org';

/** Tries once and fails; true when the try was let through. */
const fail = (slow: ReturnType<typeof makeSlowDown>, key: `email:${string}`, now: number) => {
  const let_ = slow.mayTry(key, now);
  if (let_) slow.failed(key, now);
  return let_;
};

test('five failures cost nothing, then each doubles the wait', () => {
  const slow = makeSlowDown();
  let now = 1_000_000;
  for (let i = 0; i < 5; i++) expect(fail(slow, EMAIL, now)).toBe(true);
  const waits: number[] = [];
  for (let i = 0; i < 5; i++) {
    expect(slow.mayTry(EMAIL, now)).toBe(false);
    waits.push(slow.waitMs(EMAIL, now));
    now += slow.waitMs(EMAIL, now);
    expect(fail(slow, EMAIL, now)).toBe(true);
  }
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
});

test('the wait never grows past fifteen minutes', () => {
  const slow = makeSlowDown();
  let now = 1_000_000;
  for (let i = 0; i < 40; i++) {
    now += slow.waitMs(EMAIL, now);
    fail(slow, EMAIL, now);
  }
  expect(slow.waitMs(EMAIL, now)).toBe(15 * 60_000);
});

test('other people are not held up', () => {
  const slow = makeSlowDown();
  for (let i = 0; i < 6; i++) fail(slow, EMAIL, 1_000);
  expect(slow.mayTry(EMAIL, 1_000)).toBe(false);
  expect(slow.mayTry('email:ben@example.org', 1_000)).toBe(true);
});

test('success clears an email’s count, and an hour without failures does too', () => {
  const slow = makeSlowDown();
  for (let i = 0; i < 5; i++) fail(slow, EMAIL, 1_000);
  expect(slow.mayTry(EMAIL, 3_000)).toBe(true);
  slow.succeeded(EMAIL);
  expect(slow.mayTry(EMAIL, 3_000)).toBe(true);
  for (let i = 0; i < 8; i++) fail(slow, EMAIL, 4_000);
  expect(slow.mayTry(EMAIL, 4_000 + 61 * 60_000)).toBe(true);
});

test('success does not clear an address: an attacker’s own account buys no guesses', () => {
  const slow = makeSlowDown();
  const address = 'address:192.0.2.1';
  for (let i = 0; i < 20; i++) {
    expect(slow.mayTry(address, 1_000)).toBe(true);
    slow.failed(address, 1_000);
  }
  expect(slow.mayTry(address, 3_000)).toBe(true);
  slow.succeeded(address);
  slow.mayTry(address, 3_000);
  slow.failed(address, 3_000);
  expect(slow.mayTry(address, 3_000)).toBe(false);
});

test('a hundred tries at one instant are not all let through', () => {
  const slow = makeSlowDown();
  const through = Array.from({ length: 100 }, () => slow.mayTry(EMAIL, 1_000)).filter(Boolean);
  expect(through).toHaveLength(5);
  // And one that never reports back does not lock anybody out for good.
  expect(slow.mayTry(EMAIL, 12_000)).toBe(true);
});

test('a flood of invented keys keeps the memory bounded and recent failures known', () => {
  const slow = makeSlowDown();
  for (let i = 0; i < 12_000; i++) fail(slow, `email:${String(i)}@example.org`, 1_000);
  for (let i = 0; i < 6; i++) fail(slow, EMAIL, 1_000);
  expect(slow.mayTry(EMAIL, 1_000)).toBe(false);
});
