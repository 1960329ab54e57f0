import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBoard, readBoard } from '@canopy/board';
import type { BoardContent } from '@canopy/domain';
import { openStore } from '@canopy/storage';
import { freshDatabase } from '@canopy/storage/fresh-database';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepBusy } from './support/busy-hands.ts';
import { startHost, type Host } from './support/host.ts';
import { Ledger, leavesIn, textOf } from './support/ledger.ts';
import { LivePerson, pause, until } from './support/live-person.ts';
import { PatientSeat } from './support/patient-seat.ts';
import { plantRooms, type PlantedRoom } from './support/planted-rooms.ts';
import { seeded } from './support/prng.ts';

const command = fileURLToPath(
  new URL('../packages/storage/src/backup/command.ts', import.meta.url),
);

let folder = '';
const hosts: Host[] = [];
const people: { leave(): void }[] = [];
const cleanUp: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'canopy-drill-'));
});
afterEach(async () => {
  for (const person of people.splice(0)) person.leave();
  for (const host of hosts.splice(0)) await host.stop();
  for (const step of cleanUp.splice(0)) await step();
  await rm(folder, { recursive: true, force: true });
});

/** Where a Canopy keeps what it has: what its host is told, what is typed after `--into`, and how it is lost. */
type Home = {
  env: Record<string, string>;
  dataDir: string;
  into: string;
  where: Parameters<typeof openStore>[0];
  lose(): Promise<void>;
};

function embedded(name: string): Promise<Home> {
  const dataDir = path.join(folder, name);
  const lose = () => rm(dataDir, { recursive: true });
  const where = { file: path.join(dataDir, 'canopy.db') };
  return Promise.resolve({ env: {}, dataDir, into: dataDir, where, lose });
}

async function inPostgres(name: string): Promise<Home> {
  const database = await freshDatabase({ bare: true });
  cleanUp.push(() => database.drop());
  const { url } = database;
  const lose = () => database.drop();
  const dataDir = path.join(folder, name);
  return { env: { DATABASE_URL: url }, dataDir, into: url, where: { postgres: url }, lose };
}

async function tool(args: string[], env: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [command, ...args], { env: { ...process.env, ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(said);
}

async function hostOn({ dataDir, env }: Home): Promise<Host> {
  const host = await startHost({ dataDir, env: { CANOPY_DEMO: 'off', ...env } });
  hosts.push(host);
  return host;
}

async function comeIn(host: Host, room: PlantedRoom, ledger: Ledger): Promise<PatientSeat[]> {
  const { sessionId, boardId } = room;
  const seats = room.seats.map(({ seatId, cookie }) => {
    const of = { at: host.url, origin: host.url, cookie, seatId, sessionId, boardId };
    return new PatientSeat(of, ledger);
  });
  people.push(...seats);
  await until('everybody is in the room', () => seats.every(({ isUp }) => isUp), 30_000);
  return seats;
}

test.each([
  ['the embedded database', embedded],
  ['Postgres', inPostgres],
])(
  'a backup taken in the middle of a session, restored elsewhere: all that was acknowledged before it is there, everybody’s cookies hold, and the session goes on (%s)',
  async (_name, home) => drill(await home('first'), await home('elsewhere')),
);

async function drill(home: Home, elsewhere: Home): Promise<void> {
  const kept = path.join(folder, 'kept');
  const [room] = await plantRooms(home.dataDir, [{ seats: 5, leavesEach: 20 }], home.env);
  if (room === undefined) throw new Error('nothing was planted');
  const ledger = new Ledger();
  const first = await hostOn(home);
  const seats = await comeIn(first, room, ledger);
  const busy = keepBusy(seats, room.branches, { perSecond: 4, chance: seeded('drill') });
  await pause(1_500);

  const before = ledger.acknowledged.filter(({ deed }) => deed.do === 'place');
  await tool(['backup', kept], { CANOPY_DATA: home.dataDir, ...home.env });
  expect(before.length).toBeGreaterThan(5);
  expect(ledger.acknowledged.length, 'people wrote on meanwhile').toBeGreaterThan(before.length);
  const epoch = await epochOf(first, room);
  await busy.stop();
  const taken = new Set(
    ledger.entries.flatMap(({ deed }) => (deed.do === 'withdraw' ? [deed.leafId] : [])),
  );
  // The machine is gone, with everything that came after the backup.
  for (const seat of seats) seat.leave();
  await first.kill('SIGKILL');
  await home.lose();

  await tool(['restore', kept, '--into', elsewhere.into], {});
  const second = await hostOn(elsewhere);
  const restored = await boardIn(elsewhere, room.boardId);
  const standing = new Map(leavesIn(restored).map((leaf) => [leaf.id, textOf(leaf)]));
  const lost = before.filter(({ leafId }) => !standing.has(leafId) && !taken.has(leafId));
  expect(lost, 'acknowledged before the backup began').toEqual([]);
  const planted = [...standing.values()].filter((text) => text.startsWith('Planted '));
  expect(planted).toHaveLength(100);
  expect(await epochOf(second, room), 'old copies in browsers are thrown away').toBeGreaterThan(
    epoch,
  );

  const again = new Ledger();
  const back = await comeIn(second, room, again);
  const [writer] = back;
  if (writer === undefined) throw new Error('nobody is back');
  const placed = await writer.post({ do: 'place', text: 'After the restore', branchId: null });
  expect(placed.outcome).toBe('acknowledged');
  await until('everybody sees the new leaf among the old ones', () =>
    back.every(({ board }) => leavesIn(board).length === standing.size + 1),
  );

  const chair = new LivePerson(second.url, {
    cookie: room.chair.cookie,
    sessionId: room.sessionId,
  });
  people.push(chair);
  await until('the chair is back', () => chair.staff);
  expect(await chair.surely('session:close', { sessionId: room.sessionId })).toMatchObject({
    ok: true,
  });
}

async function boardIn({ where }: Home, boardId: string): Promise<BoardContent> {
  const store = await openStore(where);
  try {
    const stored = await store.boards.load(boardId);
    if (stored === null) throw new Error('there is no such board');
    const log = stored.log.map(({ update }) => update);
    return readBoard(openBoard(stored.snapshot, log));
  } finally {
    await store.close();
  }
}

async function epochOf(host: Host, room: PlantedRoom): Promise<number> {
  const chair = new LivePerson(host.url, { cookie: room.chair.cookie, sessionId: room.sessionId });
  try {
    const view = await until('the board is shown', () => chair.room?.stage);
    return view.kind === 'board' ? view.epoch : NaN;
  } finally {
    chair.leave();
  }
}
