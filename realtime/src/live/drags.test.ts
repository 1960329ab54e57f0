import type { LeavesDragged } from '@canopy/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestHost, type TestHost } from '../testing/test-host.ts';
import {
  act,
  goTo,
  makeSeat,
  makeSession,
  makeStaff,
  newId,
  type TestSession,
  type TestStaff,
} from '../testing/test-people.ts';
import { closeTabs, enterTab, until, type TestSocket } from '../testing/test-socket.ts';

let it: TestHost;
let chair: TestStaff;
let session: TestSession;
let boardId: string;
let hand: TestSocket;
let other: TestSocket;
let seen: LeavesDragged[];

beforeAll(async () => {
  it = await startTestHost();
  chair = await makeStaff(it.house, 'chair');
});
beforeEach(async () => {
  session = await makeSession(it.house, chair);
  ({ boardId } = await goTo(it.house, chair, session, 'board'));
  await reveal();
  const enter = async (alias: 'rowan' | 'oak') => {
    const { cookie } = await makeSeat(it.house, session, alias, chair);
    const tab = await enterTab(it.url, { cookie, sessionId: session.sessionId });
    await until(() => tab.room !== null);
    return tab;
  };
  [hand, other] = [await enter('rowan'), await enter('oak')];
  seen = [];
  other.socket.on('leaves:dragged', (dragged: LeavesDragged) => seen.push(dragged));
});
afterEach(closeTabs);
afterAll(() => it.stop());

const reveal = () =>
  act(it.house, chair.caller, 'board:reveal', { intentId: newId(it.house), boardId });
const leafId = 'l'.repeat(20);
const drag = (x: number, more: object = {}) =>
  hand.socket.emit('leaf:drag', { boardId, leafId, x, y: 5, ...more });
const quiet = () => new Promise((resolve) => setTimeout(resolve, 250));

test('others see where a leaf is held, and never by whom', async () => {
  drag(10);
  await until(() => seen.length > 0);
  expect(seen).toEqual([{ boardId, leaves: [[leafId, 10, 5]] }]);
});

test('however often it moves, the room is told at most every 50 ms, and the newest place', async () => {
  for (let x = 1; x <= 30; x += 1) drag(x);
  await until(() => seen.at(-1)?.leaves[0]?.[1] === 30);
  expect(seen.length).toBeLessThan(10);
});

test('put down, or gone, it is in nobody’s hand any more', async () => {
  drag(1);
  await until(() => seen.length > 0);
  hand.socket.emit('leaf:drag', { boardId, leafId, end: true });
  await until(() => seen.at(-1)?.leaves.length === 0);
  drag(2);
  await until(() => seen.at(-1)?.leaves.length === 1);
  hand.socket.disconnect();
  await until(() => seen.at(-1)?.leaves.length === 0);
});

test('nothing is shown of a drag that is badly formed, of another board, or while paused', async () => {
  for (const bad of [null, 7, { boardId, leafId }, { boardId, leafId, x: 'a', y: 1 }])
    hand.socket.emit('leaf:drag', bad as never);
  drag(1, { boardId: 'b'.repeat(20) });
  drag(1e9);
  await act(it.house, chair.caller, 'room:pause', { sessionId: session.sessionId });
  drag(3);
  await quiet();
  expect(seen).toEqual([]);
  expect(hand.socket.connected).toBe(true);
});
