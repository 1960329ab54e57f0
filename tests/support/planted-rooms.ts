import { randomBytes } from 'node:crypto';
import { dispatch, NOBODY, type Caller, type House } from '@canopy/actions';
import { ALIAS_IDS, makeId, type ActName } from '@canopy/domain';
import type { CommandInput, Reply } from '@canopy/protocol';
import { readConfig } from '../../realtime/src/config.ts';
import { openLog } from '../../realtime/src/log.ts';
import { buildHost } from '../../realtime/src/realtime.ts';

export type PlantedSeat = { seatId: string; cookie: string };

/** A session that is open, at its board, with everybody in it: where a fault finds a room at work. */
export type PlantedRoom = {
  sessionId: string;
  joinToken: string;
  boardId: string;
  boardStageId: string;
  voteStageId: string;
  branches: string[];
  chair: { cookie: string };
  seats: PlantedSeat[];
};

export type Planting = {
  seats: number;
  /** Each seat's leaves already on the board; every one about 200 letters long. */
  leavesEach?: number;
};

/**
 * Makes rooms in a data folder (or the database that `env` names) before any host serves from it,
 * through the same actions people use: forty sessions stand in a second, and a fault can strike the
 * moment the host is up.
 */
export async function plantRooms(
  dataDir: string,
  plantings: readonly Planting[],
  env: Readonly<Record<string, string>> = {},
): Promise<PlantedRoom[]> {
  const read = readConfig({ ...env, PORT: '0', CANOPY_DATA: dataDir, CANOPY_DEMO: 'off' });
  if (!read.ok) throw new Error(read.sentences.join(' '));
  // A host that never listens.
  const { house, close } = await buildHost(
    read.config,
    openLog('json', () => undefined),
  );
  try {
    const chair = await makeChair(house);
    const { groupId } = await act(house, chair.caller, 'group:add', {
      kind: 'adult',
      name: { en: 'Adult group', cy: 'Grŵp oedolion' },
      serviceName: null,
      cadence: 'quarterly',
      language: 'both',
    });
    const rooms: PlantedRoom[] = [];
    for (const planting of plantings) rooms.push(await plantRoom(house, chair, groupId, planting));
    return rooms;
  } finally {
    await close();
  }
}

type Chair = { cookie: string; caller: Caller };

async function plantRoom(
  house: House,
  chair: Chair,
  groupId: string,
  planting: Planting,
): Promise<PlantedRoom> {
  const { sessionId } = await act(house, chair.caller, 'session:plan', {
    groupId,
    template: 'quarterly',
    session: {
      title: { en: 'Session', cy: 'Sesiwn' },
      startsAt: house.clock(),
      reactionSet: 'adult',
    },
  });
  await act(house, chair.caller, 'door:set', { sessionId, door: 'open' });
  const seats: PlantedSeat[] = [];
  for (let n = 0; n < planting.seats; n += 1) {
    const alias = ALIAS_IDS[n % ALIAS_IDS.length] ?? 'fern';
    const { seatId, token } = await act(house, chair.caller, 'seat:add', {
      sessionId,
      alias,
      language: 'en',
      way: 'helped-by-staff',
    });
    seats.push({ seatId, cookie: `canopy-seat=${token}` });
  }
  await act(house, chair.caller, 'session:open', { sessionId });
  const stages = await house.store.sessions.stages(sessionId);
  const stageId = (kind: string): string => {
    const found = stages.find((stage) => stage.kind === kind);
    if (found === undefined) throw new Error(`the template has no ${kind}`);
    return found.id;
  };
  const boardStageId = stageId('board');
  await act(house, chair.caller, 'stage:go', { sessionId, stageId: boardStageId });
  const board = await house.store.boards.forStage(boardStageId);
  const session = await house.store.sessions.find(sessionId);
  if (board === null || session === null) throw new Error('the session did not open');
  const { boardId } = board;
  await act(house, chair.caller, 'board:reveal', { intentId: newId(), boardId });
  const branches = (await house.boards.read(boardId))?.branches.map(({ id }) => id) ?? [];
  for (const seat of seats)
    for (let n = 0; n < (planting.leavesEach ?? 0); n += 1)
      await act(house, callerOf(seat, sessionId), 'leaf:place', {
        intentId: newId(),
        boardId,
        leaf: {
          kind: 'idea',
          content: { form: 'words', text: `Planted ${seat.seatId}.${n} ${'leaf '.repeat(36)}` },
          lang: 'en',
        },
        branchId: branches[n % branches.length] ?? null,
      });
  return {
    sessionId,
    joinToken: session.joinToken,
    boardId,
    boardStageId,
    voteStageId: stageId('vote'),
    branches,
    chair: { cookie: chair.cookie },
    seats,
  };
}

const newId = (): string => makeId((n) => randomBytes(n));
const callerOf = ({ seatId }: PlantedSeat, sessionId: string): Caller => ({
  ...NOBODY,
  seat: { seatId, sessionId },
});

/** Signed in without a password: hashing one takes longer than a room. */
async function makeChair(house: House): Promise<Chair> {
  const staffId = newId();
  await house.store.staff.add({
    id: staffId,
    email: `${staffId}@canopy.example`,
    name: 'Heron',
    role: 'chair',
    approvedForChildren: true,
    groupIds: [],
    disabledAt: null,
    createdAt: house.clock(),
    passwordHash: 'none',
  });
  const { token, signInId } = await house.auth.signIn(staffId);
  return {
    cookie: `canopy-staff=${token}`,
    caller: { ...NOBODY, staff: { staffId, signInId } },
  };
}

async function act<A extends ActName>(
  house: House,
  caller: Caller,
  name: A,
  input: CommandInput<A>,
): Promise<Reply<A>> {
  const result = await dispatch(house, caller, name, input);
  if (!result.ok) throw new Error(`planting was refused ${name}: ${result.refusal.code}`);
  return result.value;
}
