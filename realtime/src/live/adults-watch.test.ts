import type { WebSocket } from 'ws';
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
import { closeTabs, enterTab, until } from '../testing/test-socket.ts';
import { pauseForAdults } from './adults-watch.ts';

let it: TestHost;
let heron: TestStaff;
let wren: TestStaff;
let session: TestSession;
beforeAll(async () => {
  it = await startTestHost();
  heron = await makeStaff(it.house, 'chair');
  wren = await makeStaff(it.house, 'chair');
});
beforeEach(async () => {
  session = await makeSession(it.house, heron, 'youth');
});
afterEach(closeTabs);
afterAll(() => it.stop());

const enter = (who: { cookie: string }) =>
  enterTab(it.url, { cookie: who.cookie, sessionId: session.sessionId });

describe('a youth panel', () => {
  test('opens only with two approved adults, and pauses itself within 10 s of one leaving', async () => {
    const [first, rowan] = [await enter(heron), await makeSeat(it.house, session, 'rowan', heron)];
    const member = await enter(rowan);
    const { sessionId } = session;
    expect((await first.ask('session:open', { sessionId })).refusal?.code).toBe('needs-two-adults');
    expect(first.staff?.adultsNeeded).toBe(1);
    const second = await enter(wren);
    expect((await first.ask('session:open', { sessionId })).ok).toBe(true);
    await until(() => member.room?.session.state === 'open');

    const began = performance.now();
    second.socket.disconnect();
    await until(() => member.room?.pause === 'too-few-adults', 10_000);
    expect(performance.now() - began).toBeGreaterThan(4_000);
    expect((await first.ask('room:resume', { sessionId })).refusal?.code).toBe('needs-two-adults');
    await enter(wren);
    expect((await first.ask('room:resume', { sessionId })).ok).toBe(true);
    await until(() => member.room?.pause === null);
  });

  test('an adult whose phone falls silent is missed as soon as one who leaves', async () => {
    const [first, second] = [await enter(heron), await enter(wren)];
    await first.ask('session:open', { sessionId: session.sessionId });
    // The line stays open and nothing is read from it any more, as in a tunnel.
    const { ws } = second.socket.io.engine.transport as unknown as { ws: WebSocket };
    ws.pause();
    const began = performance.now();
    await until(() => first.room?.pause === 'too-few-adults', 13_000);
    expect(performance.now() - began).toBeLessThan(12_000);
  });

  test('an adult whose approval is withdrawn no longer counts', async () => {
    const owl = await makeStaff(it.house, 'administrator');
    const [first, second] = [await enter(heron), await enter(wren)];
    await first.ask('session:open', { sessionId: session.sessionId });
    const staff = await it.house.store.staff.find(wren.staffId);
    await act(it.house, owl.caller, 'staff:edit', {
      staffId: wren.staffId,
      name: staff!.name,
      role: staff!.role,
      approvedForChildren: false,
      groupIds: [],
    });
    expect(second.socket.connected).toBe(true);
    await until(() => first.room?.pause === 'too-few-adults', 10_000);
    await it.house.store.staff.change({ ...staff!, approvedForChildren: true });
  });

  test('a pause that staff made stays theirs', async () => {
    const [first] = [await enter(heron), await enter(wren)];
    await first.ask('session:open', { sessionId: session.sessionId });
    await first.ask('room:pause', { sessionId: session.sessionId });
    await pauseForAdults(it.house, session.sessionId);
    expect((await it.house.store.sessions.find(session.sessionId))?.pausedReason).toBe('staff');
  });
});
