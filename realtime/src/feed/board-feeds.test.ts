import { readBoard } from '@canopy/board';
import { CLOSE } from '@canopy/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { upgrade } from '../testing/raw-frames.ts';
import { startTestHost, type TestHost } from '../testing/test-host.ts';
import {
  act,
  goTo,
  makeSeat,
  makeSession,
  makeStaff,
  newId,
  type TestSeat,
  type TestSession,
  type TestStaff,
} from '../testing/test-people.ts';
import { closeReaders, openReader } from '../testing/test-reader.ts';
import { until } from '../testing/test-socket.ts';

let it: TestHost;
let chair: TestStaff;
let session: TestSession;
let rowan: TestSeat;
let board: { boardId: string; epoch: number };

beforeAll(async () => {
  it = await startTestHost();
  chair = await makeStaff(it.house, 'chair');
  session = await makeSession(it.house, chair);
  rowan = await makeSeat(it.house, session, 'rowan', chair);
  board = await goTo(it.house, chair, session, 'board');
});
afterEach(closeReaders);
afterAll(() => it.stop());

const addBranch = (title: string) =>
  act(it.house, chair.caller, 'branch:add', {
    intentId: newId(it.house),
    boardId: board.boardId,
    title,
    lang: 'en',
  });

describe('a board feed', () => {
  test('the stock provider joins with a cookie, reads, and follows', async () => {
    const reader = openReader(it.url, board.boardId, { cookie: rowan.cookie, epoch: board.epoch });
    await reader.synced;
    const titles = () => readBoard(reader.doc).branches.map(({ title }) => title.en);
    expect(titles()).toContain('Housing and money');
    await addBranch('Trains and buses');
    await until(() => titles().includes('Trains and buses'));
  });

  test('staff read it too', async () => {
    const reader = openReader(it.url, board.boardId, { cookie: chair.cookie });
    await reader.synced;
    expect(readBoard(reader.doc).branches.length).toBeGreaterThan(3);
  });

  test.each([
    ['no cookie', () => ({}), 401],
    ['a cookie nobody was given', () => ({ Cookie: 'canopy-seat=made-up' }), 401],
    ['an admitted seat', () => ({ Cookie: rowan.cookie }), 101],
  ])('%s is answered before the handshake', async (_who, headers, status) => {
    const got = await upgrade(it.port, `/boards/${board.boardId}`, {
      Origin: it.url,
      ...headers(),
    });
    expect(got.status).toBe(status);
  });

  test('the lobby, another session and another group read nothing', async () => {
    const lobby = await makeSeat(it.house, session, 'otter');
    const other = await makeSession(it.house, chair);
    const stranger = await makeSeat(it.house, other, 'heron', chair);
    const bound = await makeStaff(it.house, 'co-facilitator', { groupIds: [other.groupId] });
    for (const { cookie } of [lobby, stranger, bound]) {
      const headers = { Origin: it.url, Cookie: cookie };
      expect((await upgrade(it.port, `/boards/${board.boardId}`, headers)).status).toBe(403);
    }
  });

  test('names that are no board are refused', async () => {
    for (const name of ['__proto__', '..%2f..', 'x'.repeat(3000), '%', newId(it.house)]) {
      const headers = { Origin: it.url, Cookie: rowan.cookie };
      expect((await upgrade(it.port, `/boards/${name}`, headers)).status).toBe(404);
    }
  });

  test('what a member writes into their copy reaches nobody and is never applied', async () => {
    const member = openReader(it.url, board.boardId, { cookie: rowan.cookie });
    const witness = openReader(it.url, board.boardId, { cookie: chair.cookie });
    await Promise.all([member.synced, witness.synced]);
    const before = witness.received.length;
    member.doc.getMap('leaves').set('forged', 'words');
    member.provider.awareness.setLocalState({ name: 'the chair' });
    await addBranch('After the forgery');
    await until(() => witness.received.length > before);
    const bytes = Buffer.concat(witness.received).toString('latin1');
    expect(bytes).not.toContain('forged');
    expect(bytes).not.toContain('the chair');
    expect([...witness.provider.awareness.getStates().keys()]).toEqual([witness.doc.clientID]);
    const later = openReader(it.url, board.boardId, { cookie: chair.cookie });
    await later.synced;
    expect(later.doc.getMap('leaves').has('forged')).toBe(false);
  });

  test('a member removed between the question and the handshake reads no further', async () => {
    const otter = await makeSeat(it.house, session, 'otter', chair);
    const { sessions } = it.house.store;
    const { find } = sessions;
    // The door has read the seat, still admitted, when this is asked.
    Reflect.set(sessions, 'find', async (sessionId: string) => {
      Reflect.set(sessions, 'find', find);
      await act(it.house, chair.caller, 'seat:remove', { seatId: otter.seatId });
      return find(sessionId);
    });
    const began = performance.now();
    const reader = openReader(it.url, board.boardId, { cookie: otter.cookie });
    expect(await reader.closeCode).toBe(CLOSE.revoked);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test('a copy from another epoch is told to throw it away', async () => {
    const reader = openReader(it.url, board.boardId, {
      cookie: rowan.cookie,
      epoch: board.epoch + 1,
    });
    expect(await reader.closeCode).toBe(CLOSE.rebuilt);
  });

  test('a heartbeat keeps the stock provider from hanging up, and is about nobody', async () => {
    const reader = openReader(it.url, board.boardId, { cookie: rowan.cookie });
    await reader.synced;
    await until(() => reader.received.some((frame) => frame[0] === 1), 12_000);
    expect([...reader.provider.awareness.getStates().keys()]).toEqual([reader.doc.clientID]);
  });
});
