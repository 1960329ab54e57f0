import { afterAll, beforeAll, expect, test } from 'vitest';
import { AcrossHosts } from '../../support/across-hosts.ts';
import { keepBusy } from '../../support/busy-hands.ts';
import { count, countVerdict } from '../../support/fault-counts.ts';
import { honestRound } from '../../support/honest-round.ts';
import { pause } from '../../support/live-person.ts';
import type { PatientSeat } from '../../support/patient-seat.ts';
import { seeded } from '../../support/prng.ts';
import { lane } from '../lane.ts';

const { kills, awayMs } = lane.redis;
const chance = seeded('N8');
/** A host looks for Redis ten times a second while it is away. */
const HEARD_WITHIN_MS = 5_000;
let house: AcrossHosts;
let seats: PatientSeat[];

beforeAll(async () => {
  house = await AcrossHosts.open({ rooms: [{ seats: 6 }, { seats: 0 }], own: ['redis'] });
  seats = await house.seat();
});
afterAll(() => house?.close());

test('N8 Redis killed while two hosts write one board: everybody writes on, and when it is back both hosts’ boards are one, nothing lost', async () => {
  const { room, redis, ledger } = house;
  const [, honest] = house.rooms;
  if (redis === null || honest === undefined) throw new Error('nothing to kill');
  const busy = keepBusy(seats, room.branches, { perSecond: 3, chance });
  for (let kill = 0; kill < kills; kill += 1) {
    await pause(500);
    await redis.kill();
    const before = ledger.acknowledged.length;
    await pause(awayMs);
    expect(ledger.acknowledged.length, 'writing needs no Redis').toBeGreaterThan(before);
    await redis.restart();
  }
  await busy.stop();
  expect(
    seats.flatMap(({ lost }) => lost),
    'nobody lost the line',
  ).toEqual([]);
  await house.judge(room, seats, countVerdict);
  // Redis answers again before the hosts have heard each other by it, and a host says so meanwhile.
  for (const { url } of house.hosts)
    await expect.poll(() => stateOf(url), { timeout: HEARD_WITHIN_MS }).toBe('ok');
  await honestRound(house.front, honest);
  count({ faults: kills, of: 'Redis killed' });
});

async function stateOf(url: string): Promise<string> {
  return ((await (await fetch(`${url}/health`)).json()) as { status: string }).status;
}
