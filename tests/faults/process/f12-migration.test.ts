import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oneDeed } from '../../support/busy-hands.ts';
import { compiledBefore } from '../../support/host.ts';
import type { PatientSeat } from '../../support/patient-seat.ts';
import { seeded } from '../../support/prng.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const DIES = path.join(
  import.meta.dirname,
  '../../../packages/storage/src/fixtures/dies-migrating.ts',
);
const chance = seeded('F12');
let house: UnderFault;
let seats: PatientSeat[];

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: 4 }] });
  seats = await house.seat();
});
afterAll(() => house?.close());

test('F12 a move to a newer shape that is killed half way: the old shape stands whole, and the host goes on from it', async () => {
  const { interruptions } = lane.migration;
  for (let time = 0; time < interruptions; time += 1) {
    await Promise.all(
      seats.map((seat, n) => oneDeed(seat, `${time}.${n}`, house.room.branches, chance)),
    );
    await house.host.kill('SIGTERM');
    const file = path.join(house.host.dataDir, 'canopy.db');
    const env = { ...process.env, ...compiledBefore };
    const child = spawn(process.execPath, [DIES, file], { env });
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    // It starts, so it found a shape it knows: half a newer one would be refused.
    await house.host.restart();
  }
  await house.judge(house.room, seats);
  await house.stands(interruptions);
});
