import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepBusy } from '../../support/busy-hands.ts';
import { pause } from '../../support/live-person.ts';
import type { PatientSeat } from '../../support/patient-seat.ts';
import { seeded } from '../../support/prng.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const { forMs, times } = lane.heldLoop;
const chance = seeded('F5');
let house: UnderFault;
let seats: PatientSeat[];

beforeAll(async () => {
  house = await UnderFault.open({
    rooms: [{ seats: 8 }],
    imports: [path.join(import.meta.dirname, '../../support/preload/held-loop.ts')],
    env: { CANOPY_TEST_HOLD_MS: String(forMs) },
  });
  seats = await house.seat();
});
afterAll(() => house?.close());

/** A signal is heard a moment after it was sent: asks until an answer was as slow as that. */
async function answerTakes(ms: number): Promise<void> {
  for (let asked = 0; asked < 200; asked += 1) {
    const askedAt = performance.now();
    await fetch(`${house.host.url}/ping`);
    if (performance.now() - askedAt > ms) return;
  }
  throw new Error('the event loop was never held');
}

test('F5 an event loop that is held up: nobody loses the line or a word', async () => {
  const busy = keepBusy(seats, house.room.branches, { perSecond: 3, chance });
  for (let time = 0; time < times; time += 1) {
    await pause(400);
    process.kill(house.host.pid, 'SIGUSR2');
    await answerTakes(forMs * 0.8);
  }
  await busy.stop();
  expect(seats.flatMap(({ lost }) => lost)).toEqual([]);
  await house.judge(house.room, seats);
  await house.stands(times);
});
