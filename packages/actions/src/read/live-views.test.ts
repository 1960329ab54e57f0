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

describe('a closed vote keeps small numbers as the record does (people 74)', () => {
  const closed = async (privacy: 'named' | 'hidden', voters: number, eligible: number) => {
    const chair = await it.addStaff('chair');
    const session = await it.addSession({
      kind: 'adult',
      stages: [vote(privacy)],
      also: { leadStaffId: chair.id },
    });
    const seats = [];
    for (let n = 0; n < eligible; n += 1) seats.push(await it.addSeat(session, ALIAS_IDS[n]!));
    const { stage } = await it.goTo(session, 'vote');
    for (const [n, { caller }] of seats.slice(0, voters).entries())
      await it.act(caller, 'ballot:cast', {
        intentId: newId(),
        stageId: stage.id,
        choice: { method: 'yes-no', answer: n === 0 ? 'no' : 'yes' },
      });
    await it.act(chair.caller, 'vote:close', { stageId: stage.id });
    return (await readRoomView(it.house, session.id))?.stage;
  };

  test.each([
    [4, 9, 'four voters of nine'],
    [1, 5, 'one voter'],
    [4, 4, 'a room of four'],
  ])('%i of %i: nobody is sent how they voted (%s)', async (voters, eligible) => {
    expect(await closed('hidden', voters, eligible)).toMatchObject({
      state: 'closed',
      cast: voters,
      result: null,
      fewVoters: true,
    });
  });

  test('five voters, or nobody at all, have their result', async () => {
    expect(await closed('hidden', 5, 6)).toMatchObject({ result: { voters: 5 }, fewVoters: false });
    expect(await closed('hidden', 0, 6)).toMatchObject({ result: { voters: 0 }, fewVoters: false });
  });

  test('at Named everyone was told that all see who chose what, so all see it', async () => {
    expect(await closed('named', 2, 3)).toMatchObject({
      result: { voters: 2 },
      fewVoters: false,
      named: [{}, {}],
    });
  });
});

describe('staff', () => {
  const checkIn = async () => {
    const chair = await it.addStaff('chair');
    const session = await it.addSession({ kind: 'adult' });
    const { stage } = await it.goTo(session, 'check-in');
    let n = 0;
    return async (answer: string) => {
      const seat = await it.addSeat(session, ALIAS_IDS[n++ % ALIAS_IDS.length]!);
      const input = { intentId: newId(), stageId: stage.id, answer };
      expect((await it.act(seat.caller, 'check-in:answer', input)).ok).toBe(true);
      return (await readStaffView(it.house, session.id, chair.id))?.checkIn;
    };
  };

  test('see faces only once five have answered', async () => {
    const answer = await checkIn();
    for (let n = 1; n <= 4; n += 1)
      expect(await answer('good')).toEqual({ answered: n, counted: 0, totals: null });
    expect(await answer('good')).toEqual({
      answered: 5,
      counted: 5,
      totals: { good: { shown: true, n: 5 } },
    });
  });

  test('never see one person’s face by what it changed: faces join five at a time', async () => {
    const answer = await checkIn();
    for (let n = 1; n <= 4; n += 1) await answer('good');
    const five = await answer('good');
    for (let n = 6; n <= 9; n += 1)
      expect(await answer(n % 2 === 0 ? 'rough' : 'low')).toEqual({ ...five, answered: n });
    const ten = await answer('good');
    expect(ten).toMatchObject({ answered: 10, counted: 10 });
    // Two and two are under five; six good ones are not.
    expect(ten?.totals).toEqual({
      good: { shown: true, n: 6 },
      low: { shown: false },
      rough: { shown: false },
    });
  });

  test('are not told a face that one to four people chose, nor one that gives it away', async () => {
    const answer = await checkIn();
    for (const face of ['good', 'good', 'good', 'good']) await answer(face);
    expect((await answer('rough'))?.totals).toEqual({
      good: { shown: false },
      rough: { shown: false },
    });
  });

  test('of a panel are shown a leaf that came to a board the room has left, and can show it', async () => {
    const chair = await it.addStaff('chair');
    const other = await it.addStaff('co-facilitator');
    const session = await it.addSession({ kind: 'youth', also: { leadStaffId: chair.id } });
    const rowan = await it.addSeat(session, 'rowan');
    for (const { id } of [chair, other]) it.come(session.id, id);
    const { boardId, stage } = await it.goTo(session, 'board');
    await it.act(chair.caller, 'board:reveal', { intentId: newId(), boardId });
    await it.goTo(session, 'close');
    const place = (text: string) =>
      it.act(rowan.caller, 'leaf:place', {
        intentId: newId(),
        boardId,
        leaf: { kind: 'idea', content: { form: 'words', text }, lang: 'en' },
        branchId: null,
      });
    const late = async () => (await readStaffView(it.house, session.id, chair.id))?.late;
    expect(await late()).toEqual([]);
    for (const words of ['Buses', 'Trains']) expect(await place(words)).toMatchObject({ ok: true });
    const [board] = (await late()) ?? [];
    expect(board).toMatchObject({ boardId, name: stage.name });
    expect(board?.held).toHaveLength(2);
    expect(JSON.stringify(board)).not.toContain(rowan.id);

    const [first, second] = board?.held ?? [];
    const shown = await it.act(chair.caller, 'board:reveal', {
      intentId: newId(),
      boardId,
      leafIds: [first!.id],
      marks: [first!.mark],
    });
    expect(shown.ok).toBe(true);
    expect((await late())?.[0]?.held.map(({ id }) => id)).toEqual([second!.id]);
    const off = { intentId: newId(), boardId, leafId: second!.id };
    expect((await it.act(chair.caller, 'leaf:remove', off)).ok).toBe(true);
    expect(await late()).toEqual([]);
    const loose = (await it.house.boards.read(boardId, it.store))?.loose;
    expect(loose?.map(({ id }) => id)).toEqual([first!.id]);
  });

  test('cannot end the thinking of a board the room has left, nor show all of it at once', async () => {
    const chair = await it.addStaff('chair');
    const session = await it.addSession({ kind: 'youth', also: { leadStaffId: chair.id } });
    const { boardId } = await it.goTo(session, 'board');
    await it.goTo(session, 'close');
    const reveal = await it.act(chair.caller, 'board:reveal', { intentId: newId(), boardId });
    expect(reveal).toMatchObject({ ok: false, refusal: { code: 'wrong-stage' } });
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
