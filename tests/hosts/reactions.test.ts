import type { ReactionBurst } from '@canopy/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AcrossHosts } from '../support/across-hosts.ts';
import { pause, until, type LivePerson } from '../support/live-person.ts';

const HEART = '2764';
const PEOPLE = 6;
const TAPS_EACH = 12;

let it: AcrossHosts;
const people: LivePerson[] = [];
/** The newest total each screen shows, and all that was said to be fresh. */
const shown: number[] = [];
const fresh: number[] = [];
beforeAll(async () => {
  it = await AcrossHosts.open({ rooms: [{ seats: PEOPLE }], hosts: 3, own: ['redis'] });
  for (const [n, { cookie }] of it.room.seats.entries()) {
    const person = it.person(cookie, it.room.sessionId, n % 3);
    person.socket.on('reactions:counted', ({ totals, fresh: more }: ReactionBurst) => {
      shown[n] = totals[HEART] ?? 0;
      fresh[n] = (fresh[n] ?? 0) + (more[HEART] ?? 0);
    });
    people.push(person);
  }
  await until('everybody is in', () => people.every(({ room }) => room !== null));
});
afterAll(() => it?.close());

/** Once, however long the answer takes: a tap that is sent again is another tap. */
const tapOnce = (person: LivePerson): Promise<unknown> => {
  const { sessionId } = it.room;
  return person.say('reaction:send', { sessionId, code: HEART, leafId: null }, 20_000);
};
/** Everybody taps, under the pace of four a second that counts. */
async function tap(times: number): Promise<void> {
  const hands = people.map(async (person) => {
    for (let n = 0; n < times; n += 1) {
      await tapOnce(person);
      await pause(350);
    }
  });
  await Promise.all(hands);
}
const stored = async (): Promise<number> =>
  (await it.store.room.reactionTotals(it.room.boardStageId)).stage[HEART] ?? 0;
const everyScreenShows = (total: number): Promise<unknown> =>
  until(`every screen shows ${total}`, () => shown.filter((n) => n === total).length === PEOPLE);

test('taps on three hosts are one total on every screen, each fresh once, and nothing is counted twice', async () => {
  await tap(TAPS_EACH);
  const total = PEOPLE * TAPS_EACH;
  await everyScreenShows(total);
  await pause(500);
  expect(shown).toEqual(Array.from({ length: PEOPLE }, () => total));
  expect(fresh).toEqual(Array.from({ length: PEOPLE }, () => total));
  expect(await stored()).toBe(total);
});

test('while hosts cannot hear each other totals are still the same everywhere a moment later', async () => {
  const before = await stored();
  await it.redis!.kill();
  await it.busIs('down');
  await tap(3);
  const total = before + PEOPLE * 3;
  await everyScreenShows(total);
  expect(await stored()).toBe(total);
  await it.redis!.restart();
  await it.busIs('up');
  await tap(1);
  await everyScreenShows(total + PEOPLE);
  expect(await stored()).toBe(total + PEOPLE);
});

test('a record made on one host holds what was tapped on the others a moment before', async () => {
  const before = await stored();
  await tap(1);
  const chair = await it.chair(1);
  await Promise.all(people.map(tapOnce));
  const { sessionId } = it.room;
  expect((await chair.surely('session:close', { sessionId })).ok).toBe(true);
  const record = await it.store.outcomes.readRecord(sessionId);
  const board = record?.record.stages.find(({ kind }) => kind === 'board');
  expect(JSON.stringify(board)).toContain(`"${HEART}":${before + 2 * PEOPLE}`);
});
