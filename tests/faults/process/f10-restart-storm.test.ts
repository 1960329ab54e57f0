import { afterAll, beforeAll, expect, test } from 'vitest';
import { oneDeed } from '../../support/busy-hands.ts';
import { count } from '../../support/fault-counts.ts';
import { until } from '../../support/live-person.ts';
import type { PatientSeat } from '../../support/patient-seat.ts';
import { seeded } from '../../support/prng.ts';
import { cpuMsOf } from '../../support/process-cost.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const { rooms, seats: people, storms } = lane.storm;
/** Reliability 8, F10. */
const CPU_MS = 5_000;
const chance = seeded('F10');
let house: UnderFault;
let seats: PatientSeat[];

beforeAll(async () => {
  const planting = Array.from({ length: rooms }, () => ({ seats: people }));
  house = await UnderFault.open({ rooms: planting });
  seats = (await Promise.all(house.rooms.map((room) => house.seat(room)))).flat();
});
afterAll(() => house?.close());

const everybodyWrites = (step: number): Promise<unknown> =>
  Promise.all(seats.map((seat, n) => oneDeed(seat, `${step}.${n}`, [], chance)));

test('F10 a restart with everybody there: they come back apart from each other, for less than 5 s of processor time', async () => {
  for (let storm = 0; storm < storms; storm += 1) {
    await everybodyWrites(storm);
    await house.host.kill('SIGKILL');
    await house.host.restart();
    const { pid } = house.host;
    const startedMs = cpuMsOf(pid);
    const from = performance.now();
    await until('everybody is back', () => seats.every(({ isUp }) => isUp), 30_000);
    expect(cpuMsOf(pid) - startedMs, 'processor time of coming back').toBeLessThan(CPU_MS);
    const back = seats.map((seat) => (seat.back.at(-1) ?? 0) - from);
    expect(Math.max(...back) - Math.min(...back), 'they do not come in one instant').toBeGreaterThan(100); // prettier-ignore
  }
  await everybodyWrites(storms);
  for (const room of house.rooms)
    await house.judge(
      room,
      seats.filter(({ of }) => of.sessionId === room.sessionId),
    );
  count({ load: { clients: seats.length, p99Ms: house.ledger.p99Ms } });
  await house.stands(storms);
});
