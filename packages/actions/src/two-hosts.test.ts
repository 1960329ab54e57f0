import { makeId } from '@canopy/domain';
import { openStore, type Store } from '@canopy/storage';
import { freshDatabase, type FreshDatabase } from '@canopy/storage/fresh-database';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeTestHouse, type TestHouse } from './testing/test-house.ts';

// Two houses with a pool and a memory each, one Postgres: whoever is asked, it is one room.
let database: FreshDatabase;
let stores: Store[];
let houses: TestHouse[];
let one: TestHouse;
let other: TestHouse;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  stores = [
    await openStore({ postgres: database.url }),
    await openStore({ postgres: database.url }),
  ];
  houses = await Promise.all(stores.map((store) => makeTestHouse(store)));
  [one, other] = houses as [TestHouse, TestHouse];
});
afterEach(() => Promise.all(stores.map((store) => store.close())));

const newId = () => makeId(one.house.randomBytes);

async function boardRoom() {
  const session = await one.addSession({ kind: 'adult' });
  const { boardId } = await one.goTo(session, 'board');
  const chair = await one.addStaff('chair');
  await one.act(chair.caller, 'board:reveal', { intentId: newId(), boardId });
  return { session, boardId, chair, rowan: await one.addSeat(session, 'rowan') };
}

test('an intent sent to both hosts at once is done once, and both give the same answer', async () => {
  const { boardId, rowan } = await boardRoom();
  for (let round = 0; round < 10; round++) {
    const leaf = { kind: 'idea', content: { form: 'words', text: 'once' }, lang: 'en' };
    const input = { intentId: newId(), boardId, leaf, branchId: null };
    const before = await one.store.boards.lastSeq(boardId);
    const replies = await Promise.all(
      [one, other, one].map((house) => house.act(rowan.caller, 'leaf:place', input)),
    );
    expect(replies[0]?.ok).toBe(true);
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(await one.store.boards.leavesBy(boardId, rowan.id)).toHaveLength(round + 1);
    expect(await one.store.boards.lastSeq(boardId)).toBe((before ?? 0) + 1);
  }
});

test('what staff change about a room on two hosts at once is all changed', async () => {
  const { session, chair } = await boardRoom();
  const asked = await Promise.all([
    one.act(chair.caller, 'door:set', { sessionId: session.id, door: 'shut' }),
    other.act(chair.caller, 'reactions:set', { sessionId: session.id, on: false, set: 'adult' }),
    one.act(chair.caller, 'time:give', { sessionId: session.id, minutes: 5 }),
    other.act(chair.caller, 'time:give', { sessionId: session.id, minutes: 5 }),
    other.act(chair.caller, 'lead:take', { sessionId: session.id }),
  ]);
  expect(asked.map((result) => (result.ok ? 'done' : result.refusal.code))).toEqual(
    Array(5).fill('done'),
  );
  expect(await one.store.sessions.find(session.id)).toMatchObject({
    door: 'shut',
    reactionsOn: false,
    extraMinutes: 10,
    leadStaffId: chair.id,
  });
});

test('a link for one use is used on one host only', async () => {
  const { session, chair } = await boardRoom();
  const shared = await one.addSeat(session, 'oak', { way: 'shared-device' });
  const handed = await one.act(chair.caller, 'seat:hand-on', { seatId: shared.id });
  const token = handed.ok ? handed.value.token : '';
  const claims = await Promise.all(
    [one, other, one, other].map((house) => house.act(house.nobody, 'seat:claim', { token })),
  );
  expect(claims.filter((claim) => claim.ok)).toHaveLength(1);
});

test('a person removed on one host can do nothing on the other from then on', async () => {
  const { boardId, chair, rowan } = await boardRoom();
  expect((await one.act(chair.caller, 'seat:remove', { seatId: rowan.id })).ok).toBe(true);
  const late = await other.act(rowan.caller, 'leaf:place', {
    intentId: newId(),
    boardId,
    leaf: { kind: 'idea', content: { form: 'words', text: 'late' }, lang: 'en' },
    branchId: null,
  });
  expect(late).toMatchObject({ ok: false });
  expect(await one.store.boards.leavesBy(boardId, rowan.id)).toEqual([]);
});
