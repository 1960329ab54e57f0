import { describe, expect, test } from 'vitest';
import { limitGuesses } from './guess-limit.ts';

describe('guessing a spoken code', () => {
  test('five wrong from one address, and then none; a neighbour is not held up', async () => {
    const limit = limitGuesses();
    for (let n = 0; n < 5; n += 1) {
      expect(await limit.mayGuess('192.0.2.1', `CODE${n}`)).toBe(true);
      await limit.missed('192.0.2.1', `CODE${n}`);
    }
    expect(await limit.mayGuess('192.0.2.1', 'ANOTHER')).toBe(false);
    expect(await limit.mayGuess('192.0.2.2', 'ANOTHER')).toBe(true);
  });

  test('joining costs nothing: a whole school comes in from one address', async () => {
    const limit = limitGuesses();
    for (let n = 0; n < 500; n += 1) expect(await limit.mayGuess('192.0.2.1', 'RIGHT')).toBe(true);
  });

  test('one customer’s whole IPv6 block is one guesser', async () => {
    const limit = limitGuesses();
    for (let n = 0; n < 5; n += 1) await limit.missed(`2001:db8:1:2::${n}`, 'CODE');
    expect(await limit.mayGuess('2001:db8:1:2:ffff::1', 'OTHER')).toBe(false);
    expect(await limit.mayGuess('2001:db8:1:3::1', 'OTHER')).toBe(true);
  });

  test('ten thousand guesses over twenty addresses: at most two hundred are looked at', async () => {
    const limit = limitGuesses();
    let looked = 0;
    for (let n = 0; n < 10_000; n += 1) {
      const address = `198.51.100.${n % 20}`;
      if (!(await limit.mayGuess(address, `CODE${n}`))) continue;
      looked += 1;
      await limit.missed(address, `CODE${n}`);
    }
    expect(looked).toBeLessThanOrEqual(200);
  });
});
