import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepBusy } from '../../support/busy-hands.ts';
import { LivePerson, pause, until } from '../../support/live-person.ts';
import type { PatientSeat } from '../../support/patient-seat.ts';
import { seeded } from '../../support/prng.ts';
import { storedLog } from '../../support/stored-session.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const HOUR_MS = 60 * 60_000;
const { jumps } = lane.clock;
const chance = seeded('F9');
let folder: string;
let clock: string;
let house: UnderFault;
let seats: PatientSeat[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'canopy-clock-'));
  clock = path.join(folder, 'shift');
  await writeFile(clock, '0');
  house = await UnderFault.open({
    rooms: [{ seats: 4 }],
    imports: [path.join(import.meta.dirname, '../../support/preload/clock-from-file.ts')],
    env: { CANOPY_TEST_CLOCK: clock },
  });
  seats = await house.seat();
});
afterAll(async () => {
  await house?.close();
  await rm(folder, { recursive: true, force: true });
});

test('F9 a clock that jumps an hour on and back: sign-ins and seats hold, entries keep their order', async () => {
  const { boardId, sessionId, chair: proof, branches } = house.room;
  const busy = keepBusy(seats, branches, { perSecond: 3, chance });
  const chair = new LivePerson(house.host.url, { ...proof, sessionId });
  try {
    const room = await until('the chair is in', () => chair.room);
    for (let jump = 0; jump < jumps; jump += 1)
      for (const shiftMs of [HOUR_MS, -HOUR_MS, 0]) {
        await writeFile(clock, String(shiftMs));
        await pause(300);
        // Asked again at every command: a sign-in that only looked young would end here.
        expect(await chair.surely('time:give', { sessionId, minutes: 1 })).toMatchObject({
          ok: true,
        });
        await until('the host’s clock has jumped', () => {
          const passedMs = (chair.room?.at ?? 0) - room.at;
          return Math.abs(passedMs - shiftMs) < HOUR_MS / 2;
        });
        // A new line is let in by the same cookies.
        seats[0]?.socket.disconnect().connect();
        await until('the seat is back', () => seats[0]?.isUp);
      }
  } finally {
    chair.leave();
  }
  await busy.stop();
  const numbers = await storedLog(house.host, boardId);
  expect(numbers, 'order is by number and not by clock').toEqual(numbers.map((_, n) => (numbers[0] ?? 0) + n)); // prettier-ignore
  await house.judge(house.room, seats);
  await house.stands(jumps * 3);
});
