import { writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { House } from '@canopy/actions';
import { ALIAS_IDS, makeId } from '@canopy/domain';
import { readConfig } from '../../../realtime/src/config.ts';
import { openLog } from '../../../realtime/src/log.ts';
import { buildHost } from '../../../realtime/src/realtime.ts';
import {
  act,
  goTo,
  makeSession,
  makeStaff,
  type TestStaff,
} from '../../../realtime/src/testing/test-people.ts';
import type { Plan, Prepared, PreparedSeat, PreparedSession } from './plan.ts';

// A program of its own: fills a data folder, or a database, while no host runs on it. Everything is done by the real
// actions, only seats go straight into the store: taking them one by one is another room's test, and
// a door lets in sixty.

const AT_ONCE = 64;
const [dataDir = '', planText = '{}', database = ''] = process.argv.slice(2);
const plan = JSON.parse(planText) as Plan;

async function makeRoom(house: House, staff: TestStaff): Promise<PreparedSession> {
  const session = await makeSession(house, staff);
  const { sessionId } = session;
  const seats = await addSeats(house, sessionId, plan.seats, 'admitted');
  const waiting = await addSeats(house, sessionId, plan.waiting, 'waiting');
  const { boardId, epoch } = await goTo(house, staff, session, 'board');
  await act(house, staff.caller, 'board:reveal', { intentId: newId(house), boardId });
  for (let n = 4; n < (plan.branches ?? 4); n += 1)
    await act(house, staff.caller, 'branch:add', {
      intentId: newId(house),
      boardId,
      title: `Branch ${n}`,
      lang: 'en',
    });
  const content = await house.boards.read(boardId);
  const branchIds = (content?.branches ?? []).map(({ id }) => id);
  const leafIds = await placeLeaves(house, boardId, sessionId, seats);
  await moveLeaves(house, { boardId, sessionId, seats, leafIds, branchIds });
  const stages: Record<string, string> = {};
  for (const stage of await house.store.sessions.stages(sessionId)) stages[stage.kind] ??= stage.id;
  if (plan.stage !== 'board') await goTo(house, staff, session, plan.stage);
  return {
    sessionId,
    boardId,
    epoch,
    stages,
    chair: { cookie: staff.cookie },
    seats,
    waiting,
    branchIds,
    leafIds,
  };
}

function newId(house: House): string {
  return makeId(house.randomBytes);
}

async function addSeats(
  house: House,
  sessionId: string,
  count: number,
  state: 'admitted' | 'waiting',
): Promise<PreparedSeat[]> {
  const seats: PreparedSeat[] = [];
  await house.store.transaction(async (tx) => {
    for (let n = 0; n < count; n += 1) {
      const { token, tokenHash } = house.auth.makeSeatToken();
      const { id: seatId } = await tx.seats.add({
        id: newId(house),
        sessionId,
        alias: ALIAS_IDS[n % ALIAS_IDS.length] ?? 'oak',
        language: 'en',
        way: 'own-phone',
        state,
        createdAt: house.clock(),
        tokenHash,
      });
      seats.push({ seatId, cookie: `canopy-seat=${token}` });
    }
  });
  return seats;
}

const callerOf = (seat: PreparedSeat, sessionId: string) => ({
  staff: null,
  seat: { seatId: seat.seatId, sessionId },
  address: '',
});

/** `count` tasks, some at once so that they can share a commit. */
async function each(count: number, work: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function placeLeaves(
  house: House,
  boardId: string,
  sessionId: string,
  seats: readonly PreparedSeat[],
): Promise<string[]> {
  const leafIds: string[] = Array.from({ length: plan.leaves }, () => '');
  await each(plan.leaves, async (n) => {
    const seat = seats[n % seats.length];
    if (seat === undefined) throw new Error('leaves need seats');
    const text = `The same worker every time, and a text the day before. seed-${n}`;
    const { leafId } = await act(house, callerOf(seat, sessionId), 'leaf:place', {
      intentId: newId(house),
      boardId,
      leaf: { kind: 'idea', content: { form: 'words', text }, lang: 'en' },
      branchId: null,
    });
    leafIds[n] = leafId;
  });
  return leafIds;
}

async function moveLeaves(
  house: House,
  room: {
    boardId: string;
    sessionId: string;
    seats: readonly PreparedSeat[];
    leafIds: readonly string[];
    branchIds: readonly string[];
  },
): Promise<void> {
  await each(plan.moves, async (n) => {
    const seat = room.seats[n % room.seats.length];
    const leafId = room.leafIds[n % room.leafIds.length];
    const round = Math.floor(n / room.leafIds.length);
    if (seat === undefined || leafId === undefined) throw new Error('moves need leaves');
    await act(house, callerOf(seat, room.sessionId), 'leaf:move', {
      intentId: newId(house),
      boardId: room.boardId,
      leafId,
      branchId: room.branchIds[(n + round) % room.branchIds.length] ?? null,
      before: null,
    });
  });
}

const read = readConfig({
  PORT: '0',
  CANOPY_DATA: dataDir,
  CANOPY_DEMO: 'off',
  ...(database === '' ? {} : { DATABASE_URL: database }),
});
if (!read.ok) throw new Error(read.sentences.join(' '));
const host = await buildHost(
  read.config,
  openLog('json', () => undefined),
);
const chair = await makeStaff(host.house, 'chair');
const prepared: Prepared = { sessions: [] };
for (let n = 0; n < plan.sessions; n += 1)
  prepared.sessions.push(await makeRoom(host.house, chair));
await host.close();
writeFileSync(path.join(dataDir, 'prepared.json'), JSON.stringify(prepared));
