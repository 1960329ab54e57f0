import { beforeEach, describe, expect, test } from 'vitest';
import { Returns } from './returns.ts';

const MINUTE = 60_000;
let back = 0;
let returns: Returns;
beforeEach(() => {
  back = 0;
  returns = new Returns(() => (back += 1));
});

describe('coming back', () => {
  test('is counted when the last connection had ended, and within two minutes', () => {
    returns.enter('a', 0);
    returns.leave('a', MINUTE);
    returns.enter('a', 2 * MINUTE);
    expect(back).toBe(1);
    returns.leave('a', 3 * MINUTE);
    returns.enter('a', 6 * MINUTE);
    expect(back).toBe(1);
  });

  test('is not opening a second tab, and not closing one of two', () => {
    returns.enter('a', 0);
    returns.enter('a', 1);
    returns.leave('a', 2);
    returns.enter('a', 3);
    expect(back).toBe(0);
  });

  test('is nobody else’s', () => {
    returns.enter('a', 0);
    returns.leave('a', 1);
    returns.enter('b', 2);
    expect(back).toBe(0);
  });
});
