import { expect, test } from 'vitest';
import { limitArrivals } from './arrival-limit.ts';

const come = async (many: number, addressOf: (n: number) => string): Promise<number> => {
  const limit = limitArrivals();
  const answers = await Promise.all(
    Array.from({ length: many }, (_, n) => limit.mayCome(addressOf(n))),
  );
  return answers.filter(Boolean).length;
};

test('a hall full of people comes in from one address; a script that fills a lobby is slowed', async () => {
  expect(await come(250, () => '192.0.2.1')).toBe(250);
  expect(await come(2_000, () => '192.0.2.1')).toBe(300);
});

test('one customer’s whole IPv6 block is one address, and a neighbour is not held up', async () => {
  expect(await come(2_000, (n) => `2001:db8:1:2::${n.toString(16)}`)).toBe(300);
  expect(await come(600, (n) => `192.0.2.${n % 2}`)).toBe(600);
});
