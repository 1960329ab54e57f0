import { ALIAS_IDS, makeId, type StageInput } from '@canopy/domain';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeTestHouse, type TestHouse } from '../testing/test-house.ts';
import { readRoomView } from './room-view.ts';
import { readSeatView } from './seat-view.ts';
import { readStaffView } from './staff-view.ts';

let it: TestHouse;
beforeEach(async () => {
  it = await makeTestHouse();
});
const newId = () => makeId(it.house.randomBytes);

const vote = (privacy: 'named' | 'hidden'): StageInput => ({
  kind: 'vote',
  name: { en: 'Vote', cy: 'Pleidlais' },
  rung: 'asked',
  minutes: null,
  question: { en: 'Which?', cy: 'Pa un?' },
  privacy,
  vote: { method: 'yes-no', source: { from: 'list', options: [o('a')] }, dots: 5, maxPerOption: 3 },
});
const o = (id: string) => ({ id, text: { en: id, cy: id } });

describe('the room, the same for all', () => {
  test('holds no seat and no alias, whoever is in it', async () => {
    const chair = await it.addStaff('chair', { name: 'Heron' });
    const session = await it.addSession({ kind: 'adult' });
    const rowan = await it.addSeat(session, 'rowan');
    const phone = await it.addSeat(session, 'thistle', { way: 'on-the-phone' });
    const lobby = await it.addSeat(session, 'pebble', { state: 'waiting' });
    for (const id of [chair.id, rowan.id, lobby.id]) it.come(session.id, id);
    await it.goTo(session, 'board');
    const view = await readRoomView(it.house, session.id);
    // Rowan is connected, Thistle takes part by phone, Pebble is still in the lobby.
    expect(view?.here).toEqual({ members: 2, adults: [{ name: 'Heron', role: 'chair' }] });
    const text = JSON.stringify(view);
    for (const seat of [rowan, phone, lobby]) {
      expect(text).not.toContain(seat.id);
      expect(text).not.toContain(seat.alias);
    }
  });

  test('a vote shows how many have voted and nothing more until it is closed', async () => {
    const chair = await it.addStaff('chair');
    const session = await it.addSession({ kind: 'adult', stages: [vote('named')] });
    await it.store.sessions.change({ ...session, leadStaffId: chair.id });
    const rowan = await it.addSeat(session, 'rowan');
    await it.addSeat(session, 'oak');
    const { stage } = await it.goTo({ id: session.id }, 'vote');
    const choice = { method: 'yes-no', answer: 'no' } as const;
    const cast = { intentId: newId(), stageId: stage.id, choice };
    expect((await it.act(rowan.caller, 'ballot:cast', cast)).ok).toBe(true);
    const open = (await readRoomView(it.house, session.id))?.stage;
    expect(open).toMatchObject({ cast: 1, eligible: 2, state: 'open', result: null, named: null });
    expect((await readSeatView(it.house, rowan.id))?.choice).toEqual(choice);
    expect((await readStaffView(it.house, session.id, chair.id))?.notYet).toBe(1);

    expect((await it.act(chair.caller, 'vote:close', { stageId: stage.id })).ok).toBe(true);
    const closed = (await readRoomView(it.house, session.id))?.stage;
    expect(closed).toMatchObject({
      state: 'closed',
      result: { voters: 1 },
      named: [{ alias: 'rowan', aliasNumber: 1, choice }],
    });
  });

  test('a vote at Hidden never says who, not even when it is closed', async () => {
    const chair = await it.addStaff('chair');
    const session = await it.addSession({
      kind: 'adult',
      stages: [vote('hidden')],
      also: { leadStaffId: chair.id },
    });
    const rowan = await it.addSeat(session, 'rowan');
    const { stage } = await it.goTo(session, 'vote');
    await it.act(rowan.caller, 'ballot:cast', {
      intentId: newId(),
      stageId: stage.id,
      choice: { method: 'yes-no', answer: 'yes' },
    });
    await it.act(chair.caller, 'vote:close', { stageId: stage.id });
    const view = await readRoomView(it.house, session.id);
    expect(view?.stage).toMatchObject({ state: 'closed', named: null });
    expect(JSON.stringify(view)).not.toContain('rowan');
  });
});

describe('staff', () => {
  test('see faces only once five have answered', async () => {
    const chair = await it.addStaff('chair');
    const session = await it.addSession({ kind: 'adult' });
    const { stage } = await it.goTo(session, 'check-in');
    const answer = async (n: number) => {
      const seat = await it.addSeat(session, ALIAS_IDS[n]!);
      const input = { intentId: newId(), stageId: stage.id, answer: 'good' };
      expect((await it.act(seat.caller, 'check-in:answer', input)).ok).toBe(true);
      return (await readStaffView(it.house, session.id, chair.id))?.checkIn;
    };
    for (let n = 0; n < 4; n += 1)
      expect(await answer(n)).toEqual({ answered: n + 1, totals: null });
    expect(await answer(4)).toEqual({ answered: 5, totals: { good: 5 } });
  });

  test('see a panel’s held leaves without their writers, and no adult’s before all share', async () => {
    for (const kind of ['adult', 'youth'] as const) {
      const chair = await it.addStaff('chair');
      const session = await it.addSession({ kind });
      const rowan = await it.addSeat(session, 'rowan');
      const { boardId } = await it.goTo(session, 'board');
      const placed = await it.act(rowan.caller, 'leaf:place', {
        intentId: newId(),
        boardId,
        leaf: { kind: 'idea', content: { form: 'words', text: 'Buses' }, lang: 'en' },
        branchId: null,
      });
      expect(placed.ok).toBe(true);
      const view = await readStaffView(it.house, session.id, chair.id);
      expect(view?.held).toHaveLength(kind === 'youth' ? 1 : 0);
      expect(JSON.stringify(view?.held)).not.toContain(rowan.id);
    }
  });

  test('see a spoken code only while the door is open', async () => {
    const chair = await it.addStaff('chair');
    const session = await it.addSession({ kind: 'adult' });
    const code = async () => (await readStaffView(it.house, session.id, chair.id))?.spokenCode;
    expect(await code()).toBe(session.spokenCode);
    await it.store.sessions.change({ ...session, door: 'locked' });
    expect(await code()).toBeNull();
  });

  test('of a youth panel are told how many approved adults are missing', async () => {
    const session = await it.addSession({ kind: 'youth' });
    const wren = await it.addStaff('chair');
    const owl = await it.addStaff('administrator', { approvedForChildren: false });
    for (const { id } of [wren, owl]) it.come(session.id, id);
    expect((await readStaffView(it.house, session.id, wren.id))?.adultsNeeded).toBe(1);
  });
});

describe('a seat', () => {
  test('is shown its own leaves, its place in the queue, and nothing of anybody else', async () => {
    const session = await it.addSession({ kind: 'adult' });
    const rowan = await it.addSeat(session, 'rowan');
    const oak = await it.addSeat(session, 'oak');
    const { boardId } = await it.goTo(session, 'board');
    for (const [seat, text] of [
      [rowan, 'mine'],
      [oak, 'theirs'],
    ] as const) {
      await it.act(seat.caller, 'ask:raise', {
        intentId: newId(),
        sessionId: session.id,
        ask: 'speak',
      });
      await it.act(seat.caller, 'leaf:place', {
        intentId: newId(),
        boardId,
        leaf: { kind: 'idea', content: { form: 'words', text }, lang: 'en' },
        branchId: null,
      });
    }
    const view = await readSeatView(it.house, oak.id);
    expect(view?.asks).toMatchObject([{ ask: 'speak', place: 2 }]);
    expect(view?.held.map(({ content }) => content)).toEqual([{ form: 'words', text: 'theirs' }]);
    expect(view?.ownLeafIds).toHaveLength(1);
    expect(JSON.stringify(view)).not.toContain(rowan.id);
  });
});
