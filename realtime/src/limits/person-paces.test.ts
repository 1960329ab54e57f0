import { expect, test } from 'vitest';
import { PersonPaces } from './person-paces.ts';

const takenOf = (pace: { take(): boolean }, tries: number): number =>
  Array.from({ length: tries }, () => pace.take()).filter(Boolean).length;

test('a person has as many turns over all their windows as in one', () => {
  const paces = new PersonPaces(10);
  const [one, two] = [paces.enter('seat:a'), paces.enter('seat:a')];
  expect(takenOf(one, 15) + takenOf(two, 15)).toBeLessThanOrEqual(21);
  expect(takenOf(paces.enter('seat:b'), 15)).toBe(15);
});

test('leaving and coming back gives no new turns', () => {
  const paces = new PersonPaces(10);
  takenOf(paces.enter('seat:a'), 30);
  paces.leave('seat:a');
  expect(takenOf(paces.enter('seat:a'), 30)).toBeLessThanOrEqual(2);
});

test('whoever is over it five hundred times is to be hung up on', () => {
  const pace = new PersonPaces(10).enter('seat:a');
  const borne = Array.from({ length: 600 }, () => pace.bear()).filter(Boolean).length;
  expect(borne).toBeGreaterThanOrEqual(500);
  expect(borne).toBeLessThan(520);
});

test('without a limit nobody waits', () => {
  expect(takenOf(new PersonPaces(0).enter('seat:a'), 5_000)).toBe(5_000);
});
