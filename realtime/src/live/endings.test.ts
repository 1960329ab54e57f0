import { CLOSE } from '@canopy/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestHost, type TestHost } from '../testing/test-host.ts';
import {
  act,
  goTo,
  makeSeat,
  makeSession,
  makeStaff,
  type TestSession,
  type TestStaff,
} from '../testing/test-people.ts';
import { closeReaders, openReader } from '../testing/test-reader.ts';
import { closeTabs, enterTab, refusalOf, until } from '../testing/test-socket.ts';

let it: TestHost;
let chair: TestStaff;
let session: TestSession;
let boardId: string;
beforeAll(async () => {
  it = await startTestHost();
  chair = await makeStaff(it.house, 'chair');
});
beforeEach(async () => {
  session = await makeSession(it.house, chair);
  ({ boardId } = await goTo(it.house, chair, session, 'board'));
});
afterEach(() => {
  closeTabs();
  closeReaders();
});
afterAll(() => it.stop());

/** A tab and a board feed of one person, and how to wait until both are cut. */
async function present(who: { cookie: string }) {
  const tab = await enterTab(it.url, { cookie: who.cookie, sessionId: session.sessionId });
  const reader = openReader(it.url, boardId, { cookie: who.cookie });
  await reader.synced;
  return {
    tab,
    async cutWithinASecond() {
      const began = performance.now();
      const [code] = await Promise.all([reader.closeCode, until(() => !tab.socket.connected)]);
      expect(code).toBe(CLOSE.revoked);
      expect(performance.now() - began).toBeLessThan(1_000);
      expect(
        await refusalOf(it.url, { cookie: who.cookie, sessionId: session.sessionId }),
      ).not.toBe('connected');
    },
  };
}

describe('cut off within a second, on every socket', () => {
  test('staff who sign out', async () => {
    const wren = await makeStaff(it.house, 'chair');
    const here = await present(wren);
    await act(it.house, wren.caller, 'sign-in:end', {});
    await here.cutWithinASecond();
    expect(here.tab.ended).toBe('signed-out');
  });

  test('staff who are switched off', async () => {
    const owl = await makeStaff(it.house, 'administrator');
    const wren = await makeStaff(it.house, 'chair');
    const here = await present(wren);
    await act(it.house, owl.caller, 'staff:disable', { staffId: wren.staffId, disabled: true });
    await here.cutWithinASecond();
  });

  test('staff whose group is taken from them', async () => {
    const owl = await makeStaff(it.house, 'administrator');
    const wren = await makeStaff(it.house, 'co-facilitator', { groupIds: [session.groupId] });
    const here = await present(wren);
    await act(it.house, owl.caller, 'staff:edit', {
      staffId: wren.staffId,
      name: 'Wren',
      role: 'co-facilitator',
      approvedForChildren: true,
      groupIds: [],
    });
    await here.cutWithinASecond();
  });

  test('a member who is removed, who hears why and cannot return', async () => {
    const rowan = await makeSeat(it.house, session, 'rowan', chair);
    const here = await present(rowan);
    await act(it.house, chair.caller, 'seat:remove', { seatId: rowan.seatId });
    await here.cutWithinASecond();
    expect(here.tab.ended).toBe('removed');
  });

  test('a member who leaves gets the answer to that first', async () => {
    const rowan = await makeSeat(it.house, session, 'rowan', chair);
    const here = await present(rowan);
    expect((await here.tab.ask('seat:leave', {})).ok).toBe(true);
    await here.cutWithinASecond();
  });

  test('everybody, when the session closes', async () => {
    const rowan = await makeSeat(it.house, session, 'rowan', chair);
    const [member, staff] = [await present(rowan), await present(chair)];
    expect((await staff.tab.ask('session:close', { sessionId: session.sessionId })).ok).toBe(true);
    await Promise.all([member.cutWithinASecond(), staff.cutWithinASecond()]);
    expect(member.tab.ended).toBe('session-closed');
  });
});

describe('without any announcement', () => {
  test('a sign-in that is gone does nothing more on a socket that is still open', async () => {
    const wren = await makeStaff(it.house, 'chair');
    const here = await present(wren);
    await it.house.auth.signOutById(wren.signInId);
    const reply = await here.tab.ask('door:set', { sessionId: session.sessionId, door: 'shut' });
    expect(reply.refusal?.code).toBe('not-signed-in');
    await until(() => !here.tab.socket.connected);
  });
});
