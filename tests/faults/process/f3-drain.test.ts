import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepBusy } from '../../support/busy-hands.ts';
import { pause, until } from '../../support/live-person.ts';
import type { PatientSeat } from '../../support/patient-seat.ts';
import { seeded } from '../../support/prng.ts';
import { connectRaw } from '../../support/raw-ws.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const { seats: people, perSecond, stops } = lane.drain;
const chance = seeded('F3');
let house: UnderFault;
let seats: PatientSeat[];

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: people }] });
  seats = await house.seat();
});
afterAll(() => house?.close());

/** 101 = let in; anything else, and no answer at all, is a door that is shut. */
const knock = async (target: string, cookie: string): Promise<number> => {
  try {
    const socket = await connectRaw(`${house.host.url}${target}`, {
      headers: { Origin: house.host.url, Cookie: cookie },
    });
    socket.drop();
    return socket.status;
  } catch {
    return 0;
  }
};

test('F3 SIGTERM while everybody writes: nobody new is let in, what was begun is answered, nothing acknowledged is lost', async () => {
  const busy = keepBusy(seats, house.room.branches, { perSecond, chance });
  const [{ cookie } = { cookie: '' }] = house.room.seats;
  for (let stop = 0; stop < stops; stop += 1) {
    await pause(chance.between(200, 600));
    const heard = seats.map(
      ({ socket }) => new Promise((told) => socket.once('host:stopping', told)),
    );
    const ended = house.host.kill('SIGTERM');
    await Promise.race([Promise.all(heard), ended]);
    for (const target of ['/live/?EIO=4&transport=websocket', `/boards/${house.room.boardId}`])
      expect(await knock(target, cookie), 'a stopping host lets nobody in').not.toBe(101);
    expect(await ended, 'it drained and was not cut off').toBe(0);
    await house.host.restart();
    await until('everybody is back', () => seats.every(({ isUp }) => isUp), 30_000);
  }
  await busy.stop();
  await house.judge(house.room, seats);
  await house.stands(stops);
});
