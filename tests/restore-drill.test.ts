import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepBusy } from './support/busy-hands.ts';
import { startHost, type Host } from './support/host.ts';
import { Ledger, leavesIn, textOf } from './support/ledger.ts';
import { LivePerson, pause, until } from './support/live-person.ts';
import { PatientSeat } from './support/patient-seat.ts';
import { plantRooms, type PlantedRoom } from './support/planted-rooms.ts';
import { seeded } from './support/prng.ts';
import { storedBoard } from './support/stored-session.ts';

const command = fileURLToPath(
  new URL('../packages/storage/src/backup/command.ts', import.meta.url),
);

let folder = '';
const hosts: Host[] = [];
const people: { leave(): void }[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'canopy-drill-'));
});
afterEach(async () => {
  for (const person of people.splice(0)) person.leave();
  for (const host of hosts.splice(0)) await host.stop();
  await rm(folder, { recursive: true, force: true });
});

async function tool(args: string[], env: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [command, ...args], { env: { ...process.env, ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(said);
}

async function hostOn(dataDir: string): Promise<Host> {
  const host = await startHost({ dataDir, env: { CANOPY_DEMO: 'off' } });
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

test('a backup taken in the middle of a session, restored elsewhere: all that was acknowledged before it is there, everybody’s cookies hold, and the session goes on', async () => {
  const [data, kept, elsewhere] = ['data', 'kept', 'elsewhere'].map((name) =>
    path.join(folder, name),
  );
  if (data === undefined || kept === undefined || elsewhere === undefined) throw new Error();
  const [room] = await plantRooms(data, [{ seats: 5, leavesEach: 20 }]);
  if (room === undefined) throw new Error('nothing was planted');
  const ledger = new Ledger();
  const first = await hostOn(data);
  const seats = await comeIn(first, room, ledger);
  const busy = keepBusy(seats, room.branches, { perSecond: 4, chance: seeded('drill') });
  await pause(1_500);

  const before = ledger.acknowledged.filter(({ deed }) => deed.do === 'place');
  await tool(['backup', kept], { CANOPY_DATA: data });
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
  await rm(data, { recursive: true });

  await tool(['restore', kept, '--into', elsewhere], {});
  const second = await hostOn(elsewhere);
  const restored = await storedBoard(second, room.boardId);
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
});

async function epochOf(host: Host, room: PlantedRoom): Promise<number> {
  const chair = new LivePerson(host.url, { cookie: room.chair.cookie, sessionId: room.sessionId });
  try {
    const view = await until('the board is shown', () => chair.room?.stage);
    return view.kind === 'board' ? view.epoch : NaN;
  } finally {
    chair.leave();
  }
}
