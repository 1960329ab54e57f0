import { expect, test } from 'vitest';
import { keepBusy } from '../../support/busy-hands.ts';
import { Ledger } from '../../support/ledger.ts';
import { LivePerson, pause, until } from '../../support/live-person.ts';
import { PatientSeat } from '../../support/patient-seat.ts';
import { seeded } from '../../support/prng.ts';
import { smallDisks } from '../../support/small-disk.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const { times, forMs } = lane.diskFull;
const chance = seeded('F6');

// Side by side, each on a disk and a host of its own: they wait most of the time.
test.concurrent.for(smallDisks())(
  'F6 %s: writing is refused in plain words, reading goes on, and it heals by itself',
  async ([, make], { onTestFinished }) => {
    const disk = await make();
    onTestFinished(() => disk.remove());
    const house = await UnderFault.open({ rooms: [{ seats: 6 }], dataDir: disk.folder });
    onTestFinished(() => house.close());
    const { host, room } = house;
    const seats = await house.seat(room);
    const busy = keepBusy(seats, room.branches, { perSecond: 3, chance });
    for (let time = 0; time < times; time += 1) {
      await pause(500);
      await disk.fill(host.pid);
      await refusesPlainly(house);
      await isReadable(house);
      await pause(forMs);
      await disk.free(host.pid);
      await until('all are answered again', () => seats.every(({ unsent }) => unsent < 3), 20_000);
    }
    await busy.stop();
    expect(
      seats.flatMap(({ lost }) => lost),
      'nobody lost the line',
    ).toEqual([]);
    await house.judge(room, seats);
    await house.stands(times);
  },
);

/** A tiny change may still fit into what is left of a page; soon none does. */
async function refusesPlainly({ host, room }: UnderFault): Promise<void> {
  const { sessionId } = room;
  const chair = new LivePerson(host.url, { ...room.chair, sessionId });
  try {
    await until('the chair is in', () => chair.staff, 5_000);
    const codes: string[] = [];
    while (!codes.includes('cannot-save') && codes.length < 200) {
      const given = await chair.say('time:give', { sessionId, minutes: 1 });
      codes.push(given.ok ? 'ok' : given.refusal.code);
    }
    expect(codes).toContain('cannot-save');
  } finally {
    chair.leave();
  }
}

async function isReadable({ host, room }: UnderFault): Promise<void> {
  // Whoever watches the host is told as plainly as whoever writes on it.
  expect((await fetch(`${host.url}/health`)).status).toBe(503);
  expect((await fetch(host.url)).status).toBe(200);
  const { sessionId, boardId, seats } = room;
  const [{ cookie, seatId } = { cookie: '', seatId: '' }] = seats;
  const at = host.url;
  const reader = new PatientSeat(
    { at, origin: at, cookie, seatId, sessionId, boardId },
    new Ledger(),
  );
  await until('a board can still be read', () => reader.isUp).finally(() => reader.leave());
}
