import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepBusy } from '../../support/busy-hands.ts';
import { budgetMs } from '../../support/crowded-machine.ts';
import { pause, until } from '../../support/live-person.ts';
import type { PatientSeat } from '../../support/patient-seat.ts';
import { seeded } from '../../support/prng.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const { forMs, times } = lane.stopped;
/** Reliability 8: how soon a phone says "reconnecting". */
const NOTICED_WITHIN_MS = 10_000;
const chance = seeded('F4');
let house: UnderFault;
let seats: PatientSeat[];

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: 6 }] });
  seats = await house.seat();
});
afterAll(() => house?.close());

test('F4 a host that stands still: phones say so within 10 s, and nothing is there twice when it goes on', async () => {
  const busy = keepBusy(seats, house.room.branches, { perSecond: 3, chance });
  for (let time = 0; time < times; time += 1) {
    await pause(500);
    const stoppedAt = performance.now();
    process.kill(house.host.pid, 'SIGSTOP');
    await pause(forMs);
    process.kill(house.host.pid, 'SIGCONT');
    for (const { lost } of seats) {
      const noticed = lost.find((at) => at > stoppedAt) ?? Infinity;
      expect(noticed - stoppedAt).toBeLessThan(budgetMs(NOTICED_WITHIN_MS));
    }
    await until('everybody is back', () => seats.every(({ isUp }) => isUp), 20_000);
  }
  await busy.stop();
  await house.judge(house.room, seats);
  await house.stands(times);
});
