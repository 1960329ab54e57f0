import { afterEach, beforeEach, expect, test } from 'vitest';
import { AcrossHosts } from '../support/across-hosts.ts';
import { keepBusy } from '../support/busy-hands.ts';
import { newIntent, pause, until } from '../support/live-person.ts';
import { leavesIn, textOf } from '../support/ledger.ts';
import type { PatientSeat } from '../support/patient-seat.ts';
import { seeded } from '../support/prng.ts';

const PEOPLE = 8;
const PER_SECOND = 2;
const WAIT = { timeout: 20_000 };
const chance = seeded('outages');

let it: AcrossHosts;
let seats: PatientSeat[];
const open = async (own: ('postgres' | 'redis')[]): Promise<void> => {
  it = await AcrossHosts.open({ rooms: [{ seats: PEOPLE }], own });
  seats = await it.seat();
};
let busy: ReturnType<typeof keepBusy>;
const begin = (): void => {
  busy = keepBusy(seats, it.room.branches, { perSecond: PER_SECOND, chance });
};
/** Everything is answered, everybody sees the same, and it is what the ledger says. */
const settle = async (): Promise<void> => {
  await busy.stop(40_000);
  await until('everybody is back', () => seats.every(({ isUp }) => isUp), 30_000);
  await it.judge(it.room, seats);
};
beforeEach(() => {
  busy = { stop: () => Promise.resolve() };
});
afterEach(async () => {
  await busy.stop(0).catch(() => undefined);
  await it?.close();
});

test('Redis killed for five seconds: nothing is lost, both hosts go on, and what is written on one is seen on the other meanwhile', async () => {
  await open(['redis']);
  begin();
  await pause(1_000);
  await it.redis!.kill();
  await it.busIs('down');
  const text = 'Written while hosts could not hear each other';
  const entry = await seats[0]!.post({ do: 'place', text, branchId: null });
  expect(entry.outcome).toBe('acknowledged');
  const onB = () => leavesIn(seats[1]!.board).some((leaf) => textOf(leaf) === text);
  await until('the other host reads it from the log', onB, 5_000);
  await pause(5_000);
  await it.redis!.restart();
  await it.busIs('up');
  await pause(1_000);
  await settle();
});

test('Postgres killed and back: writes are refused plainly and kept on phones, and it heals by itself', async () => {
  await open(['postgres']);
  begin();
  await pause(1_000);
  await it.postgres!.kill();
  const { sessionId, boardId, seats: planted } = it.room;
  const leaf = { kind: 'idea', content: { form: 'words', text: 'Refused' }, lang: 'en' } as const;
  // A socket that was open before: it is told, and stays.
  const [seat] = seats;
  const refused: unknown = await seat!.socket
    .timeout(8_000)
    .emitWithAck('leaf:place', { intentId: newIntent(), boardId, leaf, branchId: null });
  expect(refused).toEqual({ ok: false, refusal: { code: 'cannot-save' } });
  for (const host of it.hosts) {
    expect((await fetch(`${host.url}/ping`)).status).toBe(200);
    expect((await fetch(`${host.url}/ready`)).status).toBe(503);
  }
  await pause(3_000);
  expect(seats.every(({ socket }) => socket.connected)).toBe(true);
  await it.postgres!.restart();
  for (const host of it.hosts)
    await expect.poll(async () => (await fetch(`${host.url}/ready`)).status, WAIT).toBe(200);
  // Somebody who comes only now is let in as ever.
  const late = it.person(planted[0]!.cookie, sessionId, 1);
  await until('a newcomer is in', () => late.room, 20_000);
  await settle();
});

test('a host killed while everybody writes: its people go on with the other, and nothing acknowledged is missing', async () => {
  await open([]);
  begin();
  await pause(1_500);
  await it.kill(1);
  await until('everybody is with the first host', () => seats.every(({ isUp }) => isUp), 20_000);
  await pause(1_500);
  await it.restart(1);
  await pause(500);
  await settle();
});

test('a rolling restart of all hosts, one after the other, in the middle of a session loses nothing', async () => {
  await open([]);
  begin();
  for (const lane of [0, 1]) {
    await pause(800);
    await it.restart(lane);
    await until('everybody is in', () => seats.every(({ isUp }) => isUp), 20_000);
  }
  await settle();
});
