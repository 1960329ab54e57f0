import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BOARD_PATH } from '@canopy/protocol';
import { watchLoad } from '../machine.ts';
import { openLive, seatAuth, type LiveLine } from '../people/live-line.ts';
import { wsUrl, type Line } from '../people/line.ts';
import { openReader } from '../people/reader.ts';
import { namedFraming, plainFraming } from '../people/sync-frames.ts';
import { YWriter } from '../people/y-writer.ts';
import type { Prepared } from '../prepare/plan.ts';
import { preparedData } from '../prepare/prepared.ts';
import { memoryFile, MEMORY_FLAGS } from '../servers/live-memory.ts';
import type { Program } from '../servers/program.ts';
import { SERVERS } from '../servers/servers.ts';
import { loadFigures, type Figures, type Round, type Scenario } from './scenario.ts';

const LEAVES = 20;
const NOTHING = Uint8Array.of(0);

/**
 * What stays in memory, garbage collected, for each room that is open and idle, for each person who
 * only watches, and for each room that everybody has left. 20 leaves a room.
 */
export const memory: Scenario = {
  servers: ['canopy', 'y-websocket', 'hocuspocus'],
  quickServers: ['canopy'],
  seconds: { quick: 9, full: 60 },
  maxRounds: 3,
  measure,
};

/** Ways into the rooms of one server. */
type House = {
  program: Program;
  enter(room: number): Promise<Line>;
  /** Ours: the second socket of a page. */
  enterLive: ((room: number) => Promise<LiveLine>) | null;
  remove(): Promise<void>;
};

async function measure(round: Round): Promise<Figures> {
  const [rooms, clients] = round.quick ? [60, 100] : [200, 400];
  // Ours lets boards go once a minute, the peers at once or when they have been stored.
  const closedAfterMs = round.quick ? 0 : round.server === 'canopy' ? 75_000 : 15_000;
  const memory = memoryFile();
  round.say('preparing rooms');
  const house = await openHouse(round, rooms);
  const { program } = house;
  try {
    const since = watchLoad(() => program.cpu());
    // As many come and go once before: code, pools and tables that any use brings are no room's.
    round.say('warming up');
    for (const line of await inTurn(clients, () => house.enter(0))) line.drop();
    const { enterLive } = house;
    if (enterLive !== null)
      for (const line of await inTurn(clients, () => enterLive(0))) line.drop();
    await wait(1_500);
    const empty = await memory.read(program);
    round.say(`opening ${rooms} rooms`);
    const first = await inTurn(rooms, (n) => house.enter(n));
    await wait(1_000);
    const open = await memory.read(program);
    round.say(`${clients} people come to watch one of them`);
    const watching = await inTurn(clients, () => house.enter(0));
    await wait(1_000);
    const full = await memory.read(program);
    const clientKb = (full.liveKb - open.liveKb) / clients;
    const figures: Figures = {
      roomKb: (open.liveKb - empty.liveKb) / rooms - clientKb,
      clientKb,
      roomRssKb: (open.rssKb - empty.rssKb) / rooms,
    };
    for (const line of watching) line.drop();
    if (enterLive !== null) {
      await wait(1_000);
      const before = await memory.read(program);
      const lives = await inTurn(clients, () => enterLive(0));
      await wait(1_000);
      const after = await memory.read(program);
      figures['liveClientKb'] = (after.liveKb - before.liveKb) / clients;
      for (const live of lives) live.drop();
    }
    for (const line of first) line.drop();
    if (closedAfterMs > 0) {
      round.say('everybody leaves', closedAfterMs);
      figures['closedKb'] = await closedKb(closedAfterMs, async () => {
        const left = await memory.read(program);
        return (left.liveKb - empty.liveKb) / rooms;
      });
    }
    return { ...figures, ...loadFigures(since()) };
  } finally {
    await program.stop();
    await house.remove();
    memory.remove();
  }
}

/** Rooms are let go a while after the last one left: the least that was seen counts. */
async function closedKb(withinMs: number, read: () => Promise<number>): Promise<number> {
  const end = performance.now() + withinMs;
  let least = Infinity;
  while (performance.now() < end) {
    await wait(5_000);
    least = Math.min(least, await read());
    if (least <= 0.2) break;
  }
  return Math.max(0, least);
}

async function inTurn<T>(count: number, enter: (n: number) => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let n = 0; n < count; n += 1) all.push(await enter(n));
  return all;
}

async function openHouse(round: Round, rooms: number): Promise<House> {
  const { start, speaks } = SERVERS[round.server];
  if (speaks === 'canopy') {
    const plan = { sessions: rooms, seats: 1, waiting: 0, leaves: LEAVES, moves: 0 };
    const { dataDir, prepared, remove } = await preparedData({ ...plan, stage: 'board' });
    return { ...canopyHouse(await start(dataDir, MEMORY_FLAGS), prepared), remove };
  }
  const dataDir = await mkdtemp(path.join(tmpdir(), 'canopy-load-'));
  const writing = await start(dataDir);
  // Written in another life of the server: an idle room is one that nobody has written in since.
  const enter = peerDoor(writing, speaks);
  for (let n = 0; n < rooms; n += 1) {
    const { line, framing } = await enter(n);
    line.send(framing.update(new YWriter(7000 + n).seed(LEAVES, n)));
    await wait(5);
    line.drop();
  }
  await wait(4_000);
  await writing.stop();
  const program = await start(dataDir, MEMORY_FLAGS);
  const again = peerDoor(program, speaks);
  return {
    program,
    enter: async (room) => (await again(room)).line,
    enterLive: null,
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

const peerDoor = (program: Program, speaks: string) => async (room: number) => {
  const name = `room-${room}`;
  const named = speaks === 'hocuspocus';
  const framing = named ? namedFraming(name) : plainFraming;
  const url = wsUrl(program.url, named ? '/' : `/${name}`);
  const { line } = await openReader({ url, headers: {}, framing, stateVector: NOTHING });
  return { line, framing };
};

function canopyHouse(program: Program, { sessions }: Prepared): Omit<House, 'remove'> {
  const { url } = program;
  const roomOf = (room: number) => {
    const session = sessions[room];
    if (session === undefined) throw new Error(`there is no room ${room}`);
    return { session, headers: { origin: url, cookie: session.seats[0]?.cookie ?? '' } };
  };
  return {
    program,
    async enter(room) {
      const { session, headers } = roomOf(room);
      const at = wsUrl(url, `${BOARD_PATH}/${session.boardId}?epoch=${session.epoch}`);
      const framing = plainFraming;
      return (await openReader({ url: at, headers, framing, stateVector: NOTHING })).line;
    },
    enterLive(room) {
      const { session, headers } = roomOf(room);
      return openLive({ url, headers, auth: seatAuth(session.sessionId) });
    },
  };
}
