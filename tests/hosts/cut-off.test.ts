import { afterAll, beforeAll, expect, test } from 'vitest';
import { AcrossHosts } from '../support/across-hosts.ts';
import { FormClient } from '../support/form-client.ts';
import { until, type LivePerson } from '../support/live-person.ts';
import type { PatientSeat } from '../support/patient-seat.ts';

/** Reliability S4, and the promise on the joining page. */
const CUT_WITHIN_MS = 1_000;

let it: AcrossHosts;
let seats: PatientSeat[];
let chair: LivePerson;
beforeAll(async () => {
  it = await AcrossHosts.open({ rooms: [{ seats: 4 }], own: ['redis'] });
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
