import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CRASH_FRAMES, upgrade } from '../testing/raw-frames.ts';
import { startTestHost, type TestHost } from '../testing/test-host.ts';
import {
  goTo,
  makeSeat,
  makeSession,
  makeStaff,
  type TestSeat,
  type TestSession,
} from '../testing/test-people.ts';
import { closeReaders, openReader } from '../testing/test-reader.ts';
import { closeTabs, enterTab } from '../testing/test-socket.ts';

let it: TestHost;
let session: TestSession;
let seat: TestSeat;
let boardId: string;
beforeAll(async () => {
  it = await startTestHost();
  const chair = await makeStaff(it.house, 'chair');
  session = await makeSession(it.house, chair);
  seat = await makeSeat(it.house, session, 'rowan', chair);
  ({ boardId } = await goTo(it.house, chair, session, 'board'));
});
afterAll(async () => {
  closeTabs();
  closeReaders();
  await it.stop();
});

describe.each(Object.entries(CRASH_FRAMES))('%s', (_name, send) => {
  test.each([
    ['a board feed', () => `/boards/${boardId}`],
    ['the live socket', () => '/live/?EIO=4&transport=websocket'],
  ])('on %s leaves the host alive and useful', async (_where, target) => {
    const headers = { Origin: it.url, Cookie: seat.cookie };
    const { status, socket } = await upgrade(it.port, target(), headers);
    expect(status).toBe(101);
    send(socket);
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    expect((await fetch(`${it.url}/health`)).status).toBe(200);
    const reader = openReader(it.url, boardId, { cookie: seat.cookie });
    await reader.synced;
    reader.stop();
  });
});

test('after all of them an honest person still comes in', async () => {
  const tab = await enterTab(it.url, { cookie: seat.cookie, sessionId: session.sessionId });
  expect(tab.seat?.seatId).toBe(seat.seatId);
});
