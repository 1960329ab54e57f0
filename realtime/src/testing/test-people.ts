import { dispatch, NOBODY, type Caller, type House } from '@canopy/actions';
import {
  makeId,
  type AliasId,
  type ActName,
  type GroupKind,
  type PrivacyLevel,
  type Role,
  type Staff,
} from '@canopy/domain';
import type { CommandInput, Reply } from '@canopy/protocol';

export type TestStaff = { staffId: string; signInId: string; cookie: string; caller: Caller };
export type TestSeat = { seatId: string; cookie: string; caller: Caller };
export type TestSession = { groupId: string; sessionId: string; joinToken: string };

export async function act<A extends ActName>(
  house: House,
  caller: Caller,
  name: A,
  input: CommandInput<A>,
): Promise<Reply<A>> {
  const result = await dispatch(house, caller, name, input);
  if (!result.ok) throw new Error(`${name}: ${result.refusal.code} ${result.refusal.field ?? ''}`);
  return result.value;
}

/** Signed in without a password: hashing one is another room's test. */
export async function makeStaff(
  house: House,
  role: Role,
  more: Partial<Staff> = {},
): Promise<TestStaff> {
  const id = makeId(house.randomBytes);
  await house.store.staff.add({
    id,
    email: `${id}@canopy.example`,
    name: `Bird ${id.slice(0, 4)}`,
    role,
    approvedForChildren: true,
    groupIds: [],
    disabledAt: null,
    createdAt: house.clock(),
    passwordHash: 'none',
    ...more,
  });
  const { token, signInId } = await house.auth.signIn(id);
  const caller = { ...NOBODY, staff: { staffId: id, signInId } };
  return { staffId: id, signInId, cookie: `canopy-staff=${token}`, caller };
}

/** A planned session with its door open (set in the store: a panel's door wants two adults first). */
export async function makeSession(
  house: House,
  chair: TestStaff,
  kind: GroupKind = 'adult',
  privacy: PrivacyLevel = 'hidden',
): Promise<TestSession> {
  const { groupId } = await act(house, chair.caller, 'group:add', {
    kind,
    name: { en: 'Group', cy: 'Grŵp' },
    serviceName: kind === 'youth' ? 'Riverside' : null,
    cadence: 'quarterly',
    language: 'both',
  });
  const { sessionId } = await act(house, chair.caller, 'session:plan', {
    groupId,
    template: kind === 'adult' ? 'quarterly' : 'panel',
    session: { title: { en: 'Session', cy: 'Sesiwn' }, startsAt: house.clock(), reactionSet: kind },
  });
  for (const stage of await house.store.sessions.stages(sessionId))
    if (stage.kind === 'board') await house.store.sessions.changeStage({ ...stage, privacy });
  const session = await house.store.sessions.find(sessionId);
  if (session === null) throw new Error('no session');
  await house.store.sessions.change({ ...session, door: 'open' });
  return { groupId, sessionId, joinToken: session.joinToken };
}

export async function makeSeat(
  house: House,
  { joinToken }: TestSession,
  alias: AliasId,
  admitBy?: TestStaff,
): Promise<TestSeat> {
  const seat = await act(house, NOBODY, 'seat:take', { joinToken, alias, language: 'en' });
  if (admitBy !== undefined)
    await act(house, admitBy.caller, 'seat:admit', { seatId: seat.seatId });
  const caller = { ...NOBODY, seat: { seatId: seat.seatId, sessionId: seat.sessionId } };
  return { seatId: seat.seatId, cookie: `canopy-seat=${seat.token}`, caller };
}

/** Opens an adult session and goes to the stage of this kind; gives its id and its board's. */
export async function goTo(
  house: House,
  chair: TestStaff,
  { sessionId }: TestSession,
  kind: string,
): Promise<{ stageId: string; boardId: string; epoch: number }> {
  const session = await house.store.sessions.find(sessionId);
  if (session?.state === 'planned') await act(house, chair.caller, 'session:open', { sessionId });
  const stage = (await house.store.sessions.stages(sessionId)).find((one) => one.kind === kind);
  if (stage === undefined) throw new Error(`no ${kind} stage`);
  await act(house, chair.caller, 'stage:go', { sessionId, stageId: stage.id });
  const board = await house.store.boards.forStage(stage.id);
  return { stageId: stage.id, boardId: board?.boardId ?? '', epoch: board?.epoch ?? 0 };
}

export const newId = (house: House): string => makeId(house.randomBytes);
