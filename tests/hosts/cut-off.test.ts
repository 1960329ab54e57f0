import { randomBytes } from 'node:crypto';
import { createAuth } from '@canopy/auth';
import { makeId } from '@canopy/domain';
import { BOARD_PATH, NOTES_PATH } from '@canopy/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { AcrossHosts } from '../support/across-hosts.ts';
import { FormClient } from '../support/form-client.ts';
import { laneCookie } from '../support/front-door.ts';
import { until, type LivePerson } from '../support/live-person.ts';
import type { PatientSeat } from '../support/patient-seat.ts';

/** Reliability S4, and the promise on the joining page. */
const CUT_WITHIN_MS = 1_000;

let it: AcrossHosts;
let seats: PatientSeat[];
let chair: LivePerson;
beforeAll(async () => {
  it = await AcrossHosts.open({ rooms: [{ seats: 4 }], panel: true, own: ['redis'] });
  seats = await it.seat(it.room, () => 1);
  chair = await it.chair(0);
});
afterAll(() => it?.close());

/** Until both the socket and the board's feed of somebody are gone, and how long that took. */
async function cut(seat: PatientSeat, withinMs: number): Promise<number> {
  const began = performance.now();
  const gone = () => !seat.socket.connected && !seat.feed.wsconnected;
  await until('the removed seat is cut off', gone, withinMs);
  return performance.now() - began;
}

test('a seat removed on one host is cut off from socket and board on the other within a second', async () => {
  const [seat] = seats;
  const { seatId } = it.room.seats[0]!;
  const told: string[] = [];
  seat!.socket.on('room:ended', (why: string) => told.push(why));
  const removed = chair.surely('seat:remove', { seatId });
  expect(await cut(seat!, CUT_WITHIN_MS + 500)).toBeLessThan(CUT_WITHIN_MS);
  expect((await removed).ok).toBe(true);
  expect(told).toEqual(['removed']);
});

test('staff who sign out on one host are signed out on the other within a second', async () => {
  const [heron] = it.panel.adults;
  const person = it.person(heron.cookie, it.room.sessionId, 1);
  await until('they are in, by the second host', () => person.staff);
  const told: string[] = [];
  person.socket.on('room:ended', (why: string) => told.push(why));
  const token = heron.cookie.split('=')[1] ?? '';
  const desk = new FormClient(it.front.url, { 'canopy-staff': token, lane: '0' });
  const began = performance.now();
  await desk.post('/staff/sign-out', {});
  await until('their socket on the second host is told', () => told.length > 0);
  expect(performance.now() - began).toBeLessThan(CUT_WITHIN_MS);
  expect(told).toEqual(['signed-out']);
});

describe('a member of staff whose account is switched off on one host', () => {
  type Worker = { staffId: string; token: string };
  async function worker(role: 'administrator' | 'chair'): Promise<Worker> {
    const staffId = makeId((n) => randomBytes(n));
    await it.store.staff.add({
      id: staffId,
      email: `${staffId}@canopy.example`,
      name: 'Wren',
      role,
      approvedForChildren: false,
      groupIds: [],
      disabledAt: null,
      createdAt: Date.now(),
      passwordHash: 'none',
    });
    const auth = createAuth({ store: it.store, clock: Date.now, randomBytes });
    return { staffId, token: (await auth.signIn(staffId)).token };
  }
  /** The administrator's page, on the first host. */
  const switchOff = ({ staffId }: Worker, { token }: Worker): Promise<string> =>
    new FormClient(it.front.url, { 'canopy-staff': token, lane: '0' }).post(
      `/staff/people/${staffId}?/disable`,
      { disabled: 'yes' },
    );

  type Lines = { person: LivePerson; told: string[]; codes: number[]; gone(): boolean };
  /** In the room, at its board and at its notes, all by the second host. */
  async function workingOn({ token }: Worker): Promise<Lines> {
    const { sessionId, boardId } = it.room;
    const person = it.person(`canopy-staff=${token}`, sessionId, 1);
    const told: string[] = [];
    const codes: number[] = [];
    person.socket.on('room:ended', (why: string) => told.push(why));
    const headers = {
      cookie: `canopy-staff=${token}; ${laneCookie(1)}`,
      origin: it.front.url,
    };
    const lines = [`${BOARD_PATH}/${boardId}`, `${NOTES_PATH}/${sessionId}`].map((path) => {
      const ws = new WebSocket(`${it.front.url.replace('http', 'ws')}${path}`, { headers });
      ws.on('close', (code) => codes.push(code));
      return ws;
    });
    await until('they are in', () => person.staff);
    await until('board and notes are open', () =>
      lines.every(({ readyState }) => readyState === WebSocket.OPEN),
    );
    const gone = () => !person.socket.connected && codes.length === lines.length;
    return { person, told, codes, gone };
  }
  const cutAfter = async (lines: Lines, began: number): Promise<number> => {
    await until('room, board and notes are closed', lines.gone, 5_000);
    return performance.now() - began;
  };

  test('is cut off from room, board and notes on the other within a second, and comes back by neither', async () => {
    const [boss, wren] = [await worker('administrator'), await worker('chair')];
    const lines = await workingOn(wren);
    const began = performance.now();
    await switchOff(wren, boss);
    expect(await cutAfter(lines, began)).toBeLessThan(CUT_WITHIN_MS);
    expect(lines.told).toEqual(['signed-out']);
    for (const lane of [0, 1]) {
      const again = it.person(`canopy-staff=${wren.token}`, it.room.sessionId, lane);
      const refused = Promise.withResolvers<string>();
      again.socket.on('connect_error', ({ message }: Error) => refused.resolve(message));
      await expect(refused.promise).resolves.toBe('not-signed-in');
      again.leave();
    }
  });

  test('while hosts cannot hear each other: can do nothing more from that moment on, and is cut off within two seconds', async () => {
    const [boss, wren] = [await worker('administrator'), await worker('chair')];
    const lines = await workingOn(wren);
    await it.redis!.kill();
    await it.busIs('down');
    const { sessionId } = it.room;
    expect((await lines.person.say('room:pause', { sessionId })).ok).toBe(true);
    const began = performance.now();
    await switchOff(wren, boss);
    // Nobody has told the second host. It asks the database who they are, at each thing they do.
    const after = await lines.person
      .say('room:resume', { sessionId }, 2_000)
      .catch(() => 'no line any more');
    expect(['no line any more', { ok: false, refusal: { code: 'not-signed-in' } }]).toContainEqual(
      after,
    );
    expect(await cutAfter(lines, began)).toBeLessThan(3_000);
    expect((await it.store.sessions.find(sessionId))?.pausedReason).toBe('staff');
    expect((await chair.surely('room:resume', { sessionId })).ok).toBe(true);
    await it.redis!.restart();
    await it.busIs('up');
  });
});

test('removed while hosts cannot hear each other: cut off on the other host within two seconds all the same', async () => {
  await it.redis!.kill();
  await it.busIs('down');
  const { seatId } = it.room.seats[2]!;
  expect((await chair.surely('seat:remove', { seatId })).ok).toBe(true);
  expect(await cut(seats[2]!, 5_000)).toBeLessThan(3_000);
  await it.redis!.restart();
  await it.busIs('up');
  expect(seats[3]!.socket.connected).toBe(true);
});
