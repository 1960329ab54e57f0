import { afterAll, beforeAll, test } from 'vitest';
import { AcrossHosts } from '../../support/across-hosts.ts';
import { keepBusy } from '../../support/busy-hands.ts';
import { count, countVerdict } from '../../support/fault-counts.ts';
import { honestRound } from '../../support/honest-round.ts';
import { pause, until } from '../../support/live-person.ts';
import type { PatientSeat } from '../../support/patient-seat.ts';
import { seeded } from '../../support/prng.ts';
import { lane } from '../lane.ts';

const { kills, awayMs } = lane.postgres;
const chance = seeded('N9');
let house: AcrossHosts;
let seats: PatientSeat[];

beforeAll(async () => {
  house = await AcrossHosts.open({ rooms: [{ seats: 6 }, { seats: 0 }], own: ['postgres'] });
  seats = await house.seat();
});
afterAll(() => house?.close());

test('N9 Postgres killed while two hosts write: nothing acknowledged is lost or doubled, and it heals by itself', async () => {
  const { room, postgres, ledger } = house;
  const [, honest] = house.rooms;
  if (postgres === null || honest === undefined) throw new Error('nothing to kill');
  const busy = keepBusy(seats, room.branches, { perSecond: 3, chance });
  for (let kill = 0; kill < kills; kill += 1) {
    await pause(chance.between(300, 800));
    await postgres.kill();
    await pause(awayMs);
    await postgres.restart();
    const before = ledger.acknowledged.length;
    await until('words are saved again', () => ledger.acknowledged.length > before + 6, 20_000);
  }
  await busy.stop(40_000);
  await house.judge(room, seats, countVerdict);
  await honestRound(house.front, honest);
  count({ faults: kills, of: 'Postgres killed' });
});
