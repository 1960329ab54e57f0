import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestHost, type TestHost } from '../testing/test-host.ts';
import {
  act,
  makeSeat,
  makeSession,
  makeStaff,
  type TestSession,
  type TestStaff,
} from '../testing/test-people.ts';
import { closeTabs, enterTab, openTab, refusalOf, until } from '../testing/test-socket.ts';

let it: TestHost;
let chair: TestStaff;
let session: TestSession;
beforeAll(async () => {
  it = await startTestHost();
  chair = await makeStaff(it.house, 'chair');
});
beforeEach(async () => {
  session = await makeSession(it.house, chair);
});
afterEach(closeTabs);
afterAll(() => it.stop());

const tab = (who: { cookie: string }) => ({ cookie: who.cookie, sessionId: session.sessionId });

describe('coming in', () => {
  test('a browser of another version is told to load again', async () => {
    expect(await refusalOf(it.url, { ...tab(chair), version: 0 })).toBe('reload-needed');
  });

  test('nobody, strangers and other groups are refused in one word', async () => {
    const other = await makeSession(it.house, chair);
    const stranger = await makeSeat(it.house, other, 'heron', chair);
    const bound = await makeStaff(it.house, 'note-taker', { groupIds: [other.groupId] });
    expect(await refusalOf(it.url, tab({ cookie: '' }))).toBe('not-signed-in');
    expect(await refusalOf(it.url, tab(stranger))).toBe('not-allowed');
    expect(await refusalOf(it.url, tab(bound))).toBe('not-allowed');
  });

  test('somebody in the lobby sees only themselves, until they are admitted', async () => {
    const rowan = await makeSeat(it.house, session, 'rowan');
    const lobby = await enterTab(it.url, tab(rowan));
    await act(it.house, chair.caller, 'session:open', { sessionId: session.sessionId });
    expect(lobby.seat?.state).toBe('waiting');
    expect(lobby.room).toBeNull();
    await act(it.house, chair.caller, 'seat:admit', { seatId: rowan.seatId });
    await until(() => lobby.room);
    expect(lobby.seat?.state).toBe('admitted');
    expect(lobby.room?.stage?.kind).toBe('welcome');
  });

  test('a browser with a sign-in and a seat is what its page shows', async () => {
    const rowan = await makeSeat(it.house, session, 'rowan', chair);
    const both = { cookie: `${chair.cookie}; ${rowan.cookie}` };
    const asSeat = await enterTab(it.url, { ...tab(both), as: 'seat' });
    const asStaff = await enterTab(it.url, { ...tab(both), as: 'staff' });
    expect([asSeat.seat?.seatId, asSeat.staff]).toEqual([rowan.seatId, null]);
    expect([asStaff.staff?.you.staffId, asStaff.seat]).toEqual([chair.staffId, null]);
    expect((await asSeat.ask('session:open', { sessionId: session.sessionId })).refusal?.code).toBe(
      'not-allowed',
    );
  });

  test('three tabs are one person', async () => {
    const rowan = await makeSeat(it.house, session, 'rowan', chair);
    const tabs = await Promise.all([1, 2, 3].map(() => enterTab(it.url, tab(rowan))));
    const staff = await enterTab(it.url, tab(chair));
    await until(() => staff.room?.here.members === 1);
    expect(staff.room?.here.adults).toHaveLength(1);
    tabs[0]!.socket.disconnect();
    tabs[1]!.socket.disconnect();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(staff.room?.here.members).toBe(1);
    tabs[2]!.socket.disconnect();
    await until(() => staff.room?.here.members === 0);
  });

  test('many who come in one moment are each shown themselves, and all of them the room', async () => {
    const names = ['rowan', 'wren', 'oak'] as const;
    const seats = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        makeSeat(it.house, session, names[n % names.length] ?? 'rowan', n < 55 ? chair : undefined),
      ),
    );
    const tabs = await Promise.all([chair, ...seats].map((who) => enterTab(it.url, tab(who))));
    const [staff, ...own] = tabs;
    expect(own.map(({ seat }) => seat?.seatId)).toEqual(seats.map(({ seatId }) => seatId));
    await until(() => [staff, ...own.slice(0, 55)].every((one) => one?.room?.here.members === 55));
    expect(own.slice(55).map(({ room }) => room)).toEqual([null, null, null, null, null]);
    expect(own.every(({ counts }) => counts['seat:changed'] === 1)).toBe(true);
    expect(staff?.staff?.you.staffId).toBe(chair.staffId);
  });

  test('one who is removed while many come in stays with nobody', async () => {
    const seats = await Promise.all(
      Array.from({ length: 30 }, () => makeSeat(it.house, session, 'rowan', chair)),
    );
    const removed = seats.at(-1)!;
    const tabs = seats.map((seat) => openTab(it.url, tab(seat)));
    await until(() => tabs.some(({ socket }) => socket.connected));
    await act(it.house, chair.caller, 'seat:remove', { seatId: removed.seatId });
    await until(() => tabs.slice(0, -1).every(({ room }) => room !== null));
    await until(() => !tabs.at(-1)!.socket.connected);
    expect([...it.house.presence.seatsIn(session.sessionId)]).not.toContain(removed.seatId);
  });

  test('long polling serves networks that block websockets', async () => {
    const polling = await enterTab(it.url, { ...tab(chair), transports: ['polling'] });
    expect(polling.staff?.sessionId).toBe(session.sessionId);
  });
});

describe('commands', () => {
  test('an acknowledgement that is no function, and input that is nothing, hurt nobody', async () => {
    const staff = await enterTab(it.url, tab(chair));
    for (const junk of [null, 7, 'text', [], { deep: { er: 1 } }]) {
      staff.socket.emit('session:open', junk, 'not a function');
      staff.socket.emit('session:open', junk);
    }
    staff.socket.emit('__proto__', {});
    staff.socket.emit('constructor', {});
    expect((await staff.ask('session:open', null)).refusal?.code).toBe('bad-input');
    expect((await staff.ask('door:set', { ...session, door: 'locked' })).ok).toBe(true);
  });

  test('more than a person can press is asked to slow down, and others are not held up', async () => {
    const rowan = await makeSeat(it.house, session, 'rowan', chair);
    const noisy = await enterTab(it.url, tab(rowan));
    const staff = await enterTab(it.url, tab(chair));
    const replies = await Promise.all(
      Array.from({ length: 200 }, () => noisy.ask('seat:language', { language: 'cy' })),
    );
    expect(replies.filter((reply) => reply.refusal?.code === 'slow-down').length).toBeGreaterThan(
      170,
    );
    const began = performance.now();
    await staff.ask('door:set', { sessionId: session.sessionId, door: 'open' });
    expect(performance.now() - began).toBeLessThan(500);
  });

  test('however much changes, a screen gets at most one view each 40 ms', async () => {
    const staff = await enterTab(it.url, tab(chair));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = staff.counts['room:changed'] ?? 0;
    const began = performance.now();
    const { sessions } = it.house.store;
    for (let n = 1; n <= 200; n += 1) {
      const now = await sessions.find(session.sessionId);
      await sessions.change({ ...now!, extraMinutes: n });
      it.house.announce({ what: 'room', sessionId: session.sessionId });
    }
    await until(() => staff.room?.timer.extraMinutes === 200);
    const most = Math.ceil((performance.now() - began) / 40) + 1;
    const got = (staff.counts['room:changed'] ?? 0) - before;
    expect(got).toBeLessThanOrEqual(most);

    // Announced once more with nothing new to see: nobody is sent anything.
    it.house.announce({ what: 'room', sessionId: session.sessionId });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect((staff.counts['room:changed'] ?? 0) - before).toBe(got);
  });
});
