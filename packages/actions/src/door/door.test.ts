import { SEATS_MAX, sayCode, type Session } from '@canopy/domain';
import { beforeEach, describe, expect, test } from 'vitest';
import { identify } from '../caller.ts';
import { dispatch } from '../dispatch.ts';
import { readJoinDoor } from '../read/door.ts';
import { readMe } from '../read/staff.ts';
import { makeTestHouse, type TestHouse } from '../testing/test-house.ts';
import type { TestSeat, TestStaff } from '../testing/test-members.ts';

let t: TestHouse;
let chair: TestStaff;
let session: Session;
const CODE = 'K7QM2XRD';
beforeEach(async () => {
  t = await makeTestHouse();
  chair = await t.addStaff('chair');
  session = await t.addSession({ kind: 'adult', also: { spokenCode: CODE, state: 'planned' } });
});

const cannotJoin = { ok: false, refusal: { code: 'cannot-join' } };
const knock = (joinToken = session.joinToken, caller = t.nobody) =>
  t.act(caller, 'seat:take', { joinToken, alias: 'rowan', language: 'cy' });
async function fill(state: 'waiting' | 'removed') {
  for (let i = 0; i < SEATS_MAX; i += 1) await t.addSeat(session, 'oak', { state });
}
const change = (also: Partial<Session>) => t.store.sessions.change({ ...session, ...also });

describe('by spoken code', () => {
  const find = (code: string) => t.act(t.nobody, 'seat:find-door', { code });

  test('however it is typed', async () => {
    for (const typed of [CODE, sayCode(CODE).toLowerCase(), 'k7qm-2xrd'])
      expect(await find(typed)).toEqual({ ok: true, value: { joinToken: session.joinToken } });
  });

  test('wrong, locked, shut, over and full are one answer', async () => {
    const answers = [await find('K7QM2XRE'), await find('hello')];
    for (const also of [{ door: 'locked' }, { door: 'shut' }, { state: 'closed' }] as const) {
      await change(also);
      answers.push(await find(CODE));
    }
    await change({});
    await fill('waiting');
    answers.push(await find(CODE));
    for (const answer of answers) expect(answer).toMatchObject(cannotJoin);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test('misses are counted by address and code, finds are not, and a limit is kept', async () => {
    const missed: string[] = [];
    const guesses = {
      mayGuess: async () => missed.length < 2,
      missed: async (address: string, code: string) => void missed.push(`${address} ${code}`),
    };
    const caller = { ...t.nobody, address: '192.0.2.1' };
    const guess = (code: string) =>
      dispatch({ ...t.house, guesses }, caller, 'seat:find-door', { code });
    await guess(CODE);
    await guess('22222222');
    await guess('33333333');
    expect(missed).toEqual(['192.0.2.1 22222222', '192.0.2.1 33333333']);
    expect(await guess(CODE)).toMatchObject({ refusal: { code: 'slow-down' } });
  });
});

test('new seats have a pace of their own; who has one keeps it however often they come by', async () => {
  let left = 1;
  const asked: string[] = [];
  const arrivals = {
    mayCome: async (address: string) => {
      asked.push(address);
      left -= 1;
      return left >= 0;
    },
  };
  const house = { ...t.house, arrivals };
  const caller = { ...t.nobody, address: '192.0.2.1' };
  const input = { joinToken: session.joinToken, alias: 'oak', language: 'en' };
  const taken = await dispatch(house, caller, 'seat:take', input);
  if (!taken.ok) throw new Error(taken.refusal.code);
  expect(await dispatch(house, caller, 'seat:take', input)).toMatchObject({
    refusal: { code: 'slow-down' },
  });
  const { seatId, sessionId } = taken.value;
  const again = await dispatch(
    house,
    { ...caller, seat: { seatId, sessionId } },
    'seat:take',
    input,
  );
  expect(again).toMatchObject({ ok: true, value: { seatId } });
  expect(asked).toEqual(['192.0.2.1', '192.0.2.1']);
});

describe('at the door', () => {
  test('an unknown arrival learns which words to read and when, and nothing more (people 50)', async () => {
    const door = await readJoinDoor(t.house, session.joinToken);
    expect(door).toEqual({
      ok: true,
      value: { sessionId: session.id, groupKind: 'adult', startsAt: session.startsAt },
    });
    await change({ door: 'shut' });
    expect(await readJoinDoor(t.house, session.joinToken)).toEqual(cannotJoin);
    expect(await readJoinDoor(t.house, 'nothing')).toEqual(cannotJoin);
  });

  test('a seat waits in the lobby, and its cookie is kept only as a hash', async () => {
    const taken = await knock();
    if (!taken.ok) throw new Error(taken.refusal.code);
    const { token, seatId } = taken.value;
    const seat = await t.store.seats.find(seatId);
    expect(seat).toMatchObject({ state: 'waiting', alias: 'rowan', language: 'cy' });
    expect(JSON.stringify(seat)).not.toContain(token);
    const caller = await identify(t.house, { seat: token }, '');
    expect(await readMe(t.house, caller)).toMatchObject({ staff: null, seat: { id: seatId } });
    expect(t.announced()).toEqual([{ what: 'room', sessionId: session.id }]);
  });

  test('two people with one alias are told apart by a number', async () => {
    const taken = [await knock(), await knock()];
    const numbers = [];
    for (const each of taken)
      if (each.ok) numbers.push((await t.store.seats.find(each.value.seatId))?.aliasNumber);
    expect(numbers).toEqual([1, 2]);
  });

  test('the same device by the link again keeps its seat and gets a fresh cookie', async () => {
    const first = await knock();
    if (!first.ok) throw new Error(first.refusal.code);
    const caller = await identify(t.house, { seat: first.value.token }, '');
    await change({ door: 'locked' });
    const again = await knock(session.joinToken, caller);
    expect(again).toMatchObject({ value: { seatId: first.value.seatId } });
    expect(await identify(t.house, { seat: first.value.token }, '')).toMatchObject({ seat: null });
    expect(await t.store.seats.all(session.id)).toHaveLength(1);
  });

  test('shut, locked, over, deleted and full let nobody new in', async () => {
    for (const also of [
      { door: 'shut' },
      { door: 'locked' },
      { state: 'closed' },
      { deletedAt: 1 },
    ] as const) {
      await change(also);
      expect(await knock()).toEqual(cannotJoin);
    }
    await change({});
    await fill('waiting');
    expect(await knock()).toEqual(cannotJoin);
  });

  test('people who were removed take no place', async () => {
    await fill('removed');
    expect((await knock()).ok).toBe(true);
  });

  test('a name that is not from the set does not come in', async () => {
    const { joinToken } = session;
    const free = { joinToken, alias: 'Dave from Leeds', language: 'en' };
    expect(await t.act(t.nobody, 'seat:take', free)).toMatchObject({
      refusal: { code: 'bad-input', field: 'alias' },
    });
  });
});

describe('staff at the door', () => {
  test('admit one, or all', async () => {
    const seats: TestSeat[] = [];
    for (const alias of ['oak', 'ash', 'fox'] as const)
      seats.push(await t.addSeat(session, alias, { state: 'waiting' }));
    await t.act(chair.caller, 'seat:admit', { seatId: seats[0]?.id });
    const states = async () =>
      Promise.all(seats.map(async ({ id }) => (await t.store.seats.find(id))?.state));
    expect(await states()).toEqual(['admitted', 'waiting', 'waiting']);
    await t.act(chair.caller, 'seat:admit-all', { sessionId: session.id });
    expect(await states()).toEqual(['admitted', 'admitted', 'admitted']);
  });

  test('a removed person cannot come back on that device, by any way (people 50)', async () => {
    const seat = await t.addSeat(session, 'oak');
    await t.store.room.raiseAsk({
      id: 'a'.repeat(20),
      sessionId: session.id,
      seatId: seat.id,
      ask: 'speak',
      at: 0,
    });
    await t.act(chair.caller, 'seat:remove', { seatId: seat.id });
    expect(t.announced()).toContainEqual({
      what: 'seat-ended',
      sessionId: session.id,
      seatId: seat.id,
      why: 'removed',
    });
    expect(await t.store.room.asks(session.id)).toEqual([]);
    const removed = { refusal: { code: 'removed' } };
    expect(await knock(session.joinToken, seat.caller)).toMatchObject(removed);
    expect(await t.act(chair.caller, 'seat:admit', { seatId: seat.id })).toMatchObject(removed);
    expect(await t.act(seat.caller, 'time:ask', { sessionId: session.id })).toMatchObject(removed);
    expect(await t.act(seat.caller, 'seat:language', { language: 'en' })).toMatchObject(removed);
  });

  test('add somebody on the phone, admitted at once; a phone of one’s own comes by the door', async () => {
    const add = (way: string) =>
      t.act(chair.caller, 'seat:add', { sessionId: session.id, alias: 'fox', language: 'en', way });
    const added = await add('on-the-phone');
    if (!added.ok) throw new Error(added.refusal.code);
    expect(await t.store.seats.find(added.value.seatId)).toMatchObject({ state: 'admitted' });
    const caller = await identify(t.house, { seat: added.value.token }, '');
    expect(caller.seat?.seatId).toBe(added.value.seatId);
    expect(await add('own-phone')).toMatchObject({ refusal: { code: 'bad-input', field: 'way' } });
  });

  test('leaving and changing language are one’s own to do, in the lobby too', async () => {
    const seat = await t.addSeat(session, 'oak', { state: 'waiting' });
    await t.act(seat.caller, 'seat:language', { language: 'cy' });
    expect(await t.store.seats.find(seat.id)).toMatchObject({ language: 'cy' });
    await t.act(seat.caller, 'seat:leave', {});
    expect(await t.store.seats.find(seat.id)).toMatchObject({ state: 'left' });
  });
});

describe('the door itself', () => {
  const set = (sessionId: string, door: string) =>
    t.act(chair.caller, 'door:set', { sessionId, door });

  test('a panel’s opens only with two approved adults there (people 48)', async () => {
    const panel = await t.addSession({ kind: 'youth', also: { door: 'shut', state: 'planned' } });
    const refused = { refusal: { code: 'needs-two-adults' } };
    const other = await t.addStaff('note-taker');
    const unchecked = await t.addStaff('chair', { approvedForChildren: false });
    expect(await set(panel.id, 'open')).toMatchObject(refused);
    t.come(panel.id, chair.id);
    t.come(panel.id, unchecked.id);
    // A seat in the room is nobody's adult.
    t.come(panel.id, (await t.addSeat(panel, 'oak')).id);
    expect(await set(panel.id, 'open')).toMatchObject(refused);
    t.come(panel.id, other.id);
    expect((await set(panel.id, 'open')).ok).toBe(true);
    t.go(panel.id, other.id);
    expect((await set(panel.id, 'locked')).ok).toBe(true);
  });

  test('two open doors never answer to one code', async () => {
    const { id } = await t.addSession({ kind: 'adult', also: { spokenCode: CODE, door: 'shut' } });
    expect((await set(id, 'open')).ok).toBe(true);
    expect((await t.store.sessions.find(id))?.spokenCode).not.toBe(CODE);
    expect((await t.store.sessions.find(session.id))?.spokenCode).toBe(CODE);
  });

  test('stays shut when the session is over', async () => {
    await change({ state: 'closed', door: 'shut' });
    expect(await set(session.id, 'open')).toMatchObject({ refusal: { code: 'session-closed' } });
  });
});
