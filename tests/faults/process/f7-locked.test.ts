import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepBusy } from '../../support/busy-hands.ts';
import { budgetMs } from '../../support/crowded-machine.ts';
import { pause } from '../../support/live-person.ts';
import type { PatientSeat } from '../../support/patient-seat.ts';
import { seeded } from '../../support/prng.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const { forMs, times } = lane.locked;
const LOCKER = path.join(import.meta.dirname, '../../../packages/storage/src/fixtures/locker.ts');
/** Less than the second that one wait inside SQLite would take. */
const HELD_UP_MS = 800;
const chance = seeded('F7');
let house: UnderFault;
let seats: PatientSeat[];

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: 6 }] });
  seats = await house.seat();
});
afterAll(() => house?.close());

/** Another program takes the database for itself; `letGo` ends that. */
async function lock(): Promise<{ letGo: () => Promise<void> }> {
  const file = path.join(house.host.dataDir, 'canopy.db');
  const child = spawn(process.execPath, [LOCKER, file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  return {
    async letGo() {
      child.stdin.write('go');
      await ended;
    },
  };
}

/** The slowest of answers that need no writing, asked for all the while. */
async function slowestAnswer(ms: number): Promise<number> {
  let slowest = 0;
  const until = performance.now() + ms;
  while (performance.now() < until) {
    const askedAt = performance.now();
    expect((await fetch(house.host.url)).status).toBe(200);
    slowest = Math.max(slowest, performance.now() - askedAt);
    await pause(50);
  }
  return slowest;
}

test('F7 a database that somebody else has locked: pages are served, the line holds, and what waited is written once', async () => {
  const busy = keepBusy(seats, house.room.branches, { perSecond: 2, chance });
  for (let time = 0; time < times; time += 1) {
    await pause(300);
    const { letGo } = await lock();
    const slowest = await slowestAnswer(forMs);
    await letGo();
    expect(slowest, 'a lock must not hold up what only reads').toBeLessThan(budgetMs(HELD_UP_MS));
  }
  await busy.stop();
  expect(
    seats.flatMap(({ lost }) => lost),
    'nobody lost the line',
  ).toEqual([]);
  await house.judge(house.room, seats);
  await house.stands(times);
});
