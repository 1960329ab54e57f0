import { makeId, type Session } from '@canopy/domain';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeTestHouse, type TestHouse } from '../testing/test-house.ts';
import type { TestStaff } from '../testing/test-members.ts';

let t: TestHouse;
let chair: TestStaff;
let other: TestStaff;
beforeEach(async () => {
  t = await makeTestHouse();
  chair = await t.addStaff('chair');
  other = await t.addStaff('chair');
});

const MINUTE = 60_000;
const planned = (kind: 'adult' | 'youth') => t.addSession({ kind, also: { state: 'planned' } });
const open = ({ id: sessionId }: Session, who = chair) =>
  t.act(who.caller, 'session:open', { sessionId });
const now = async ({ id }: Session) => {
  const found = await t.store.sessions.find(id);
  if (found === null) throw new Error('gone');
  return found;
};
const stage = async ({ id }: Session, kind: string) => {
  const found = (await t.store.sessions.stages(id)).find((each) => each.kind === kind);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
};
async function go(session: Session, kind: string, who = chair) {
  const { id: stageId } = await stage(session, kind);
  return t.act(who.caller, 'stage:go', { sessionId: session.id, stageId });
}
const intentId = () => makeId((n) => crypto.getRandomValues(new Uint8Array(n)));
const refused = (code: string) => ({ ok: false, refusal: { code } });

describe('opening', () => {
  test('starts at the first stage, with the opener in the lead and every board planted', async () => {
    const session = await planned('adult');
    expect((await open(session)).ok).toBe(true);
    expect(await now(session)).toMatchObject({
      state: 'open',
      leadStaffId: chair.id,
      stageId: (await stage(session, 'welcome')).id,
    });
    const board = await t.store.boards.forStage((await stage(session, 'board')).id);
    const content = board === null ? null : await t.house.boards.read(board.boardId);
    expect(content?.branches.map(({ title }) => title.en)).toContain('Housing and money');
    expect(await open(session)).toMatchObject(refused('session-open-already'));
    expect(t.announced()).toContainEqual({ what: 'room', sessionId: session.id });
  });

  test('the planted board is the same after a crash', async () => {
    const session = await planned('adult');
    await open(session);
    const board = await t.store.boards.forStage((await stage(session, 'board')).id);
    const before = await t.house.boards.read(board?.boardId ?? '');
    expect(await t.restart().house.boards.read(board?.boardId ?? '')).toEqual(before);
  });

  test('a panel needs two approved adults in the room (people 48)', async () => {
    const session = await planned('youth');
    t.come(session.id, chair.id);
    expect(await open(session)).toEqual(refused('needs-two-adults'));
    expect(await t.store.boards.forStage((await stage(session, 'board')).id)).toBeNull();
    t.come(session.id, other.id);
    expect((await open(session)).ok).toBe(true);
  });

  test('a session with no stage has nowhere to go', async () => {
    const session = await t.addSession({ kind: 'adult', stages: [], also: { state: 'planned' } });
    expect(await open(session)).toMatchObject(refused('bad-input'));
  });
});

describe('moving', () => {
  test('the lead goes to any stage, back and forth, and time adds up', async () => {
    const session = await planned('adult');
    await open(session);
    t.wait(MINUTE);
    await go(session, 'talk');
    t.wait(2 * MINUTE);
    await go(session, 'welcome');
    t.wait(3 * MINUTE);
    await go(session, 'talk');
    expect(await t.store.room.spent(session.id)).toEqual({
      [(await stage(session, 'welcome')).id]: 4 * MINUTE,
      [(await stage(session, 'talk')).id]: 2 * MINUTE,
    });
  });

  test('only the lead', async () => {
    const session = await planned('adult');
    await open(session);
    expect(await go(session, 'talk', other)).toEqual(refused('needs-lead'));
  });

  test('pressing twice does not start the clock again', async () => {
    const session = await planned('adult');
    await open(session);
    await go(session, 'talk');
    const { stageStartedAt } = await now(session);
    t.wait(MINUTE);
    await go(session, 'talk');
    expect((await now(session)).stageStartedAt).toBe(stageStartedAt);
  });

  test('entering a vote opens it on the board as it stands', async () => {
    const session = await planned('adult');
    await open(session);
    await go(session, 'vote');
    const vote = await t.store.votes.find((await stage(session, 'vote')).id);
    expect(vote?.state).toBe('open');
    expect(vote?.options.map(({ text }) => text.en)).toContain('Housing and money');
  });

  test('a stage of another session, or a deleted one, is not there', async () => {
    const [session, elsewhere] = [await planned('adult'), await planned('adult')];
    await open(session);
    const { id: stageId } = await stage(elsewhere, 'talk');
    const sessionId = session.id;
    expect(await t.act(chair.caller, 'stage:go', { sessionId, stageId })).toEqual(
      refused('not-found'),
    );
  });
});

describe('the lead', () => {
  test('is taken only from nobody, or from somebody who has gone', async () => {
    const session = await planned('adult');
    const { id: sessionId } = session;
    await open(session);
    t.come(sessionId, chair.id);
    expect(await t.act(other.caller, 'lead:take', { sessionId })).toEqual(refused('needs-lead'));
    t.go(sessionId, chair.id);
    expect((await t.act(other.caller, 'lead:take', { sessionId })).ok).toBe(true);
    expect((await now(session)).leadStaffId).toBe(other.id);
  });

  test('is given to somebody here who can move the room', async () => {
    const session = await planned('adult');
    const { id: sessionId } = session;
    await open(session);
    const give = (staffId: string, who = chair) =>
      t.act(who.caller, 'lead:give', { sessionId, staffId });
    expect(await give(other.id)).toMatchObject(refused('bad-input'));
    const notes = await t.addStaff('note-taker', { groupIds: [session.groupId] });
    t.come(sessionId, notes.id);
    expect(await give(notes.id)).toEqual(refused('not-allowed'));
    t.come(sessionId, other.id);
    expect(await give(other.id, other)).toEqual(refused('needs-lead'));
    expect((await give(other.id)).ok).toBe(true);
    expect((await go(session, 'talk', other)).ok).toBe(true);
  });
});

describe('pausing (people 52)', () => {
  test('any staff in one tap; members’ writes are refused, asks for help are not', async () => {
    const session = await planned('adult');
    const { id: sessionId } = session;
    await open(session);
    const seat = await t.addSeat(session, 'oak');
    const notes = await t.addStaff('note-taker', { groupIds: [session.groupId] });
    expect((await t.act(notes.caller, 'room:pause', { sessionId })).ok).toBe(true);
    expect(await t.act(seat.caller, 'time:ask', { sessionId })).toEqual(refused('paused'));
    const ask = { intentId: intentId(), sessionId, ask: 'private' };
    expect((await t.act(seat.caller, 'ask:raise', ask)).ok).toBe(true);
    expect((await t.act(seat.caller, 'seat:leave', {})).ok).toBe(true);
    expect((await t.act(chair.caller, 'room:resume', { sessionId })).ok).toBe(true);
    expect((await now(session)).pausedReason).toBeNull();
  });

  test('a panel short of adults resumes only with two of them', async () => {
    const session = await t.addSession({
      kind: 'youth',
      also: { pausedReason: 'too-few-adults' },
    });
    const { id: sessionId } = session;
    t.come(sessionId, chair.id);
    await t.act(chair.caller, 'room:pause', { sessionId });
    expect((await now(session)).pausedReason).toBe('too-few-adults');
    expect(await t.act(chair.caller, 'room:resume', { sessionId })).toEqual(
      refused('needs-two-adults'),
    );
    t.come(sessionId, other.id);
    expect((await t.act(chair.caller, 'room:resume', { sessionId })).ok).toBe(true);
  });
});

describe('time (people 14)', () => {
  test('asked for once per person, as a number; given in minutes, which answers all who asked; gone with the stage', async () => {
    const session = await planned('adult');
    const { id: sessionId } = session;
    await open(session);
    await go(session, 'talk');
    const seats = [await t.addSeat(session, 'oak'), await t.addSeat(session, 'ash')];
    for (const { caller } of [...seats, ...seats])
      expect((await t.act(caller, 'time:ask', { sessionId })).ok).toBe(true);
    const { id: stageId } = await stage(session, 'talk');
    expect(await t.store.room.countMarks(stageId, 'more-time')).toBe(2);
    t.announced();
    await t.act(other.caller, 'time:give', { sessionId, minutes: 5 });
    expect(await t.store.room.countMarks(stageId, 'more-time')).toBe(0);
    const told = t.announced();
    for (const { id: seatId } of seats)
      expect(told).toContainEqual({ what: 'seat', sessionId, seatId });
    // Five minutes were not enough: asking again counts again.
    const [oak] = seats;
    expect((await t.act(oak!.caller, 'time:ask', { sessionId })).ok).toBe(true);
    expect(await t.store.room.countMarks(stageId, 'more-time')).toBe(1);
    await t.act(chair.caller, 'time:give', { sessionId, minutes: 3 });
    expect((await now(session)).extraMinutes).toBe(8);
    await go(session, 'close');
    expect((await now(session)).extraMinutes).toBe(0);
  });
});

describe('asking', () => {
  test('the same thing twice is one place in the queue; lowering is for its owner and for staff', async () => {
    const session = await planned('adult');
    const { id: sessionId } = session;
    await open(session);
    const [oak, ash] = [await t.addSeat(session, 'oak'), await t.addSeat(session, 'ash')];
    const raise = (who: typeof oak) =>
      t.act(who.caller, 'ask:raise', { intentId: intentId(), sessionId, ask: 'speak' });
    const first = await raise(oak);
    await raise(ash);
    expect(await raise(oak)).toEqual(first);
    expect((await t.store.room.asks(sessionId)).map(({ seatId }) => seatId)).toEqual([
      oak.id,
      ash.id,
    ]);
    if (!first.ok) throw new Error(first.refusal.code);
    const { askId } = first.value;
    expect(await t.act(ash.caller, 'ask:lower', { askId })).toEqual(refused('not-yours'));
    t.announced();
    expect((await t.act(chair.caller, 'ask:lower', { askId })).ok).toBe(true);
    // The one behind moved up and is told.
    expect(t.announced()).toContainEqual({ what: 'seat', sessionId, seatId: ash.id });
  });

  test('staff ask for somebody on the phone, never for somebody with their own', async () => {
    const session = await planned('adult');
    const { id: sessionId } = session;
    await open(session);
    const own = await t.addSeat(session, 'oak');
    const phone = await t.addSeat(session, 'ash', { way: 'on-the-phone' });
    const raise = (forSeat?: string) =>
      t.act(chair.caller, 'ask:raise', { intentId: intentId(), sessionId, ask: 'break', forSeat });
    expect((await raise(phone.id)).ok).toBe(true);
    expect(await raise(own.id)).toEqual(refused('not-yours'));
    expect(await raise()).toMatchObject(refused('bad-input'));
    const asOther = { intentId: intentId(), sessionId, ask: 'break', forSeat: phone.id };
    expect(await t.act(own.caller, 'ask:raise', asOther)).toEqual(refused('not-yours'));
  });
});

describe('check-in (people 106)', () => {
  test('counts a face once a person, and keeps no face beside one', async () => {
    const session = await planned('adult');
    await open(session);
    const { id: stageId } = await stage(session, 'check-in');
    const seat = await t.addSeat(session, 'oak');
    const answer = (face: string, id = intentId()) =>
      t.act(seat.caller, 'check-in:answer', { intentId: id, stageId, answer: face });
    expect(await answer('good')).toEqual(refused('wrong-stage'));
    await go(session, 'check-in');
    const once = intentId();
    expect((await answer('good', once)).ok).toBe(true);
    // A resend after a lost reply is answered again and counted once; a second answer is refused.
    expect((await answer('good', once)).ok).toBe(true);
    expect(await answer('rough')).toEqual(refused('already-answered'));
    expect(await t.store.room.checkInTotals(stageId)).toEqual({ good: 1 });
  });

  test('staff answer for somebody helped, not while paused', async () => {
    const session = await planned('adult');
    await open(session);
    await go(session, 'check-in');
    const { id: stageId } = await stage(session, 'check-in');
    const phone = await t.addSeat(session, 'ash', { way: 'helped-by-staff' });
    const answer = () =>
      t.act(chair.caller, 'check-in:answer', {
        intentId: intentId(),
        stageId,
        answer: 'pass',
        forSeat: phone.id,
      });
    await t.act(chair.caller, 'room:pause', { sessionId: session.id });
    expect(await answer()).toEqual(refused('paused'));
    await t.act(chair.caller, 'room:resume', { sessionId: session.id });
    expect((await answer()).ok).toBe(true);
  });
});

describe('reactions', () => {
  test('are counted without a name, from the set staff chose, on leaves that are there', async () => {
    const session = await planned('adult');
    const { id: sessionId } = session;
    await open(session);
    const seat = await t.addSeat(session, 'oak');
    const send = (code: string, leafId: string | null = null) =>
      t.act(seat.caller, 'reaction:send', { sessionId, code, leafId });
    expect((await send('1f44d')).ok).toBe(true);
    expect(t.reactions).toEqual([`${sessionId} ${(await stage(session, 'welcome')).id}  1f44d`]);
    expect(t.reactions.join()).not.toContain(seat.id);
    expect(await send('2753')).toMatchObject(refused('bad-input'));
    await go(session, 'board');
    expect(await send('1f44d', intentId())).toEqual(refused('leaf-gone'));
    await t.act(chair.caller, 'reactions:set', { sessionId, on: false, set: 'adult' });
    expect(await send('1f44d')).toEqual(refused('reactions-off'));
    expect(t.reactions).toHaveLength(1);
  });
});
