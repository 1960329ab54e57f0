import { isDeepStrictEqual } from 'node:util';
import { readBoard } from '@canopy/board';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fingerprint, watchBoard } from '../../support/board-witness.ts';
import { count } from '../../support/fault-counts.ts';
import { LivePerson, newIntent, until } from '../../support/live-person.ts';
import { seeded } from '../../support/prng.ts';
import { storedBoard } from '../../support/stored-session.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const { leaves } = lane.outOfOrder;
const chance = seeded('B12');
let house: UnderFault;
let members: LivePerson[];

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: 2 }], env: { CANOPY_PACE: '0' } });
  const { sessionId, seats } = house.room;
  members = seats.map(({ cookie }) => new LivePerson(house.host.url, { cookie, sessionId }));
  await until('they are in', () => members.every(({ room }) => room));
});
afterAll(async () => {
  for (const member of members ?? []) member.leave();
  await house?.close();
});

type Said = { command: 'leaf:place' | 'leaf:edit' | 'leaf:move' | 'leaf:withdraw'; input: object };

/** What one member does with some leaves, in the order it was meant. */
function deeds(label: string): Said[] {
  const { boardId, branches } = house.room;
  const on = () => ({ intentId: newIntent(), boardId });
  const words = (text: string) => ({ form: 'words', text });
  return Array.from({ length: leaves }, (_, n) => {
    const leafId = newIntent();
    const leaf = { kind: 'idea', content: words(`${label} ${n}`), lang: 'en' };
    const content = words(`${label} ${n} again`);
    const all: Said[] = [
      { command: 'leaf:place', input: { ...on(), leafId, leaf, branchId: null } },
      { command: 'leaf:edit', input: { ...on(), leafId, kind: 'want', content } },
      { command: 'leaf:move', input: { ...on(), leafId, branchId: chance.pick(branches), before: null } },
      { command: 'leaf:move', input: { ...on(), leafId, branchId: chance.pick(branches), before: null } },
    ]; // prettier-ignore
    if (n % 5 === 0) all.push({ command: 'leaf:withdraw', input: { ...on(), leafId } });
    return all;
  }).flat();
}

const FINE = ['ok', 'leaf-gone', 'not-yours'];

/** All at once, in this order, by one line; gives what each was answered. */
const sayAll = (member: LivePerson, all: readonly Said[]): Promise<string[]> =>
  Promise.all(
    all.map(async ({ command, input }) => {
      const answer = await member.surely(command, input as never);
      return answer.ok ? 'ok' : answer.refusal.code;
    }),
  );

test('B12 intents out of order: what cannot be yet is refused by name, and what was done is not done again by coming late', async () => {
  const { boardId, chair } = house.room;
  const meant = members.map((_, n) => deeds(`Member ${n}`));
  for (const order of ['shuffled', 'shuffled', 'as meant'] as const) {
    const answers = await Promise.all(
      members.map((member, n) => {
        const all = meant[n] ?? [];
        return sayAll(member, order === 'shuffled' ? chance.shuffle(all) : all);
      }),
    );
    expect(answers.flat().filter((code) => !FINE.includes(code))).toEqual([]);
  }
  const done = await fingerprint(house.host, boardId);
  // Late, from before: everything again, mixed. What was acknowledged answers; nothing moves.
  const acknowledged = await Promise.all(
    members.map(async (member, n) => {
      const all = meant[n] ?? [];
      const codes = await sayAll(member, all);
      return all.filter((_, at) => codes[at] === 'ok');
    }),
  );
  const again = await Promise.all(
    members.map((member, n) => sayAll(member, chance.shuffle(acknowledged[n] ?? []))),
  );
  expect(new Set(again.flat())).toEqual(new Set(['ok']));
  expect(await fingerprint(house.host, boardId)).toBe(done);

  const stored = await storedBoard(house.host, boardId);
  const reader = await watchBoard(house.host, boardId, chair.cookie);
  expect(isDeepStrictEqual(readBoard(reader.doc), stored)).toBe(true);
  reader.leave();
  count({ badInputs: meant.flat().length * 4 });
  await house.stands(0);
});
