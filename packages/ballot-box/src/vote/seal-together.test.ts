import { randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { BallotAnswer, SealedBallot, Votes } from '../store/box-store.ts';
import { sealTogether } from './seal-together.ts';

const ID = 'v'.repeat(20);
const cast = (version = 1, pass: Uint8Array = randomBytes(32)): SealedBallot => ({ pass, version, choice: 'AQ', code: 'K7-RIVER' }); // prettier-ignore

/** A store that answers when it is told to, and remembers what it was asked together. */
function slowStore() {
  const asked: SealedBallot[][] = [];
  const answer: ((how: 'sealed' | 'fails') => void)[] = [];
  const seal: Votes['seal'] = (_id, ballots) => {
    asked.push([...ballots]);
    const said = Promise.withResolvers<BallotAnswer[]>();
    answer.push((how) => {
      if (how === 'fails') said.reject(new Error('away'));
      else said.resolve(ballots.map(() => 'sealed'));
    });
    return said.promise;
  };
  return { asked, answer, seal: sealTogether({ seal } as Votes) };
}

test('what arrives while others are being sealed waits for them and shares one transaction, in the order of its hashes', async () => {
  const store = slowStore();
  const first = store.seal(ID, cast());
  await turn();
  await turn();
  const later = [];
  for (let i = 0; i < 20; i += 1) {
    later.push(store.seal(ID, cast()));
    await turn();
  }
  expect(store.asked.map(({ length }) => length)).toEqual([1]);
  store.answer[0]?.('sealed');
  expect(await first).toBe('sealed');
  await turn();
  await turn();
  expect(store.asked.map(({ length }) => length)).toEqual([1, 20]);
  const hashes = store.asked[1]?.map(({ pass }) => Buffer.from(pass).toString('hex')) ?? [];
  expect(hashes).toEqual(hashes.toSorted());
  store.answer[1]?.('sealed');
  expect(new Set(await Promise.all(later))).toEqual(new Set(['sealed']));
});

test('two votes do not wait for each other, and a failure is told to those it concerns alone', async () => {
  const store = slowStore();
  const one = store.seal(ID, cast());
  const other = store.seal('w'.repeat(20), cast());
  await turn();
  await turn();
  expect(store.asked).toHaveLength(2);
  const behind = store.seal(ID, cast());
  store.answer[0]?.('fails');
  await expect(one).rejects.toThrow('away');
  store.answer[1]?.('sealed');
  expect(await other).toBe('sealed');
  await turn();
  await turn();
  store.answer[2]?.('sealed');
  expect(await behind).toBe('sealed');
});

test('two minds of one person stay in the order in which they came', async () => {
  const store = slowStore();
  const pass = randomBytes(32);
  const both = [store.seal(ID, cast(1, pass)), store.seal(ID, cast(2, pass))];
  await turn();
  await turn();
  expect(store.asked[0]?.map(({ version }) => version)).toEqual([1, 2]);
  store.answer[0]?.('sealed');
  await Promise.all(both);
});
