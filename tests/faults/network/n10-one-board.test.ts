import { afterAll, beforeAll, expect, test } from 'vitest';
import { AcrossHosts } from '../../support/across-hosts.ts';
import { keepBusy } from '../../support/busy-hands.ts';
import { count, countVerdict } from '../../support/fault-counts.ts';
import { honestRound } from '../../support/honest-round.ts';
import { startHost } from '../../support/host.ts';
import { pause } from '../../support/live-person.ts';
import { seeded } from '../../support/prng.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const { claims, forMs } = lane.oneBoard;
const chance = seeded('N10');
let alone: UnderFault;
let across: AcrossHosts;

beforeAll(async () => {
  [alone, across] = await Promise.all([
    UnderFault.open({ rooms: [{ seats: 4 }] }),
    AcrossHosts.open({ rooms: [{ seats: 6 }, { seats: 0 }] }),
  ]);
});
afterAll(async () => {
  await alone?.close();
  await across?.close();
});

test('N10 on one data folder exactly one host writes: each other is refused with a sentence, and the first writes on', async () => {
  const seats = await alone.seat();
  const busy = keepBusy(seats, alone.room.branches, { perSecond: 3, chance });
  const { dataDir } = alone.host;
  const claimants = Array.from({ length: claims }, () =>
    expect(startHost({ dataDir, env: { CANOPY_DEMO: 'off' } })).rejects.toThrow(
      /exit code 1.*another Canopy is running on CANOPY_DATA/s,
    ),
  );
  await Promise.all(claimants);
  await busy.stop();
  expect(seats.flatMap(({ lost }) => lost)).toEqual([]);
  await alone.judge(alone.room, seats);
  await alone.stands(0);
  count({ faults: claims, of: 'one board claimed by two' });
});

test('N10 on one Postgres two hosts write one board at once: every entry has a number of its own, and none is missing', async () => {
  const [room, honest] = across.rooms;
  if (room === undefined || honest === undefined) throw new Error('no room was planted');
  const seats = await across.seat(room);
  const busy = keepBusy(seats, room.branches, { perSecond: 6, chance });
  await pause(forMs);
  await busy.stop();
  const stored = await across.store.boards.load(room.boardId);
  const numbers = stored?.log.map(({ seq }) => seq) ?? [];
  expect(numbers).toEqual(numbers.map((_, n) => (stored?.snapshotSeq ?? 0) + 1 + n));
  await across.judge(room, seats, countVerdict);
  await honestRound(across.front, honest);
  count({ faults: 1, of: 'one board claimed by two' });
});
