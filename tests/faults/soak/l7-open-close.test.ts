import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchBoard } from '../../support/board-witness.ts';
import { count } from '../../support/fault-counts.ts';
import { pause } from '../../support/live-person.ts';
import { residentMiBOf } from '../../support/process-cost.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const { boards, warmUp, cycles } = lane.soak;
/** Reliability 8, L7. */
const GROWTH_MIB = 20;
const AT_ONCE = 10;
let house: UnderFault;

beforeAll(async () => {
  const rooms = Array.from({ length: boards }, () => ({ seats: 1, leavesEach: 10 }));
  house = await UnderFault.open({ rooms });
});
afterAll(() => house?.close());

async function openAndClose(times: number): Promise<void> {
  for (let n = 0; n < times; n += AT_ONCE)
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, at) => {
        const room = house.rooms[(n + at) % house.rooms.length];
        if (room === undefined) throw new Error('no room was planted');
        const reader = await watchBoard(house.host, room.boardId, room.seats[0]?.cookie ?? '');
        reader.leave();
      }),
    );
}

test('L7 boards opened and closed again and again: what they took is given back', async () => {
  // Pages are loaded a second after the start, or when they are first asked for: no board took that.
  await (await fetch(house.host.url)).text();
  await openAndClose(warmUp);
  await pause(500);
  const before = residentMiBOf(house.host.pid);
  await openAndClose(cycles);
  await pause(500);
  expect(residentMiBOf(house.host.pid) - before).toBeLessThan(GROWTH_MIB);
  count({ faults: cycles });
  await house.stands(0);
});
