import { isDeepStrictEqual } from 'node:util';
import type { BoardContent } from '@canopy/domain';
import { readBoard } from '@canopy/board';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AcrossHosts } from '../support/across-hosts.ts';
import { watchBoard } from '../support/board-witness.ts';
import { closeAndCompare } from '../support/closed-record.ts';
import { count } from '../support/fault-counts.ts';
import { laneCookie } from '../support/front-door.ts';
import { Ledger } from '../support/ledger.ts';
import { LivePerson, pause, until } from '../support/live-person.ts';
import type { PlantedRoom } from '../support/planted-rooms.ts';
import { prng, seeded } from '../support/prng.ts';
import { storedBoard } from '../support/stored-session.ts';
import { UnderFault } from '../support/under-fault.ts';
import { Wanderers } from '../support/wanderers.ts';
import { lane } from './lane.ts';

const { seeds, steps, people } = lane.converge;
const first = seeded('converge').seed;
const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** What the walk needs of one host or of several. */
type World = {
  /** Where everybody comes in, and what their pages say they come from. */
  url: string;
  room: PlantedRoom;
  /** Beyond the seat's own cookie: which host it is led to. */
  carried: (seat: number) => string;
  stored: () => Promise<BoardContent>;
  /** Newcomers, one for each host. */
  newcomers: readonly { url: string; cookie: string }[];
};

async function walk(world: World, seed: number): Promise<void> {
  const chance = prng(seed);
  const { room, url } = world;
  const { sessionId, boardId } = room;
  const ledger = new Ledger();
  const cookie = room.chair.cookie;
  const chair = new LivePerson(url, { cookie: `${cookie}${world.carried(0)}`, sessionId });
  const wanderers = new Wanderers(chance, chair);
  cleanUps.push(async () => {
    chair.leave();
    await wanderers.leave();
  });
  await until('the chair is in', () => chair.staff);
  for (const [n, { seatId, cookie: own }] of room.seats.entries()) {
    const carried = `${own}${world.carried(n)}`;
    await wanderers.add(
      { at: url, origin: url, cookie: carried, seatId, sessionId, boardId },
      ledger,
    );
  }

  for (let step = 0; step < steps; step += 1) {
    wanderers.step(room.branches);
    if (step % 5 === 0) await pause(chance.between(0, 40));
  }
  wanderers.calm();
  await until('everybody is back and all is answered', () => wanderers.isDone, 60_000);

  const stored = await world.stored();
  const told = ledger.judge(boardId, stored, { places: false });
  count({ acknowledged: told.acknowledged, lost: told.lost.length, doubled: told.doubled.length });
  expect(told).toMatchObject({ lost: [], doubled: [], unasked: [] });
  const asStored = (): boolean =>
    wanderers.boards.every((board) => isDeepStrictEqual(board, stored));
  await until('every phone has the board that is stored', asStored, 10_000).catch(() => {
    for (const board of wanderers.boards) expect(board).toEqual(stored);
  });
  for (const newcomer of world.newcomers) {
    const reader = await watchBoard({ url: newcomer.url }, boardId, newcomer.cookie);
    expect(readBoard(reader.doc), 'what the host itself holds').toEqual(stored);
    reader.leave();
  }
}

const walks = Array.from({ length: seeds }, (_, n) => ({ seed: (first + n) >>> 0, n }));
/** A room for each walk. Lines are what is hurt, so all of them find the same hosts well. */
const rooms = walks.map(() => ({ seats: people }));
const env = { CANOPY_PACE: '0' };

describe('one host', () => {
  let house: UnderFault;
  beforeAll(async () => {
    house = await UnderFault.open({ rooms, env });
  });
  afterAll(() => house?.close());

  test.for(walks)(
    'seed $seed: however people come, write, drop out and return, database, host, every phone, record and export are one board',
    async ({ seed, n }) => {
      const { host } = house;
      const room = roomOf(house, n);
      await walk(
        {
          url: host.url,
          room,
          carried: () => '',
          stored: () => storedBoard(host, room.boardId),
          newcomers: [{ url: host.url, cookie: room.chair.cookie }],
        },
        seed,
      );
      await house.closes(room);
      await house.stands(0);
    },
  );
});

describe('two hosts', () => {
  let across: AcrossHosts;
  beforeAll(async () => {
    across = await AcrossHosts.open({ rooms, env });
  });
  afterAll(() => across?.close());

  test.for(walks)('seed $seed: the same, with people spread over both', async ({ seed, n }) => {
    const { front } = across;
    const room = roomOf(across, n);
    const led = (to: number): string => `; ${laneCookie(to)}`;
    await walk(
      {
        url: front.url,
        room,
        carried: (seat) => led(seat % 2),
        stored: () => across.board(room.boardId),
        newcomers: [0, 1].map((to) => ({
          url: front.url,
          cookie: `${room.chair.cookie}${led(to)}`,
        })),
      },
      seed,
    );
    await closeAndCompare({
      url: front.url,
      room,
      board: () => across.board(room.boardId),
      record: async () => {
        const stored = await across.store.outcomes.readRecord(room.sessionId);
        if (stored === null) throw new Error('closing wrote no record');
        return stored.record;
      },
    });
  });
});

function roomOf({ rooms }: { rooms: readonly PlantedRoom[] }, n: number): PlantedRoom {
  const room = rooms[n];
  if (room === undefined) throw new Error('a walk without a room');
  return room;
}
