import { ADULTS_MIN, showFaces, type Session } from '@canopy/domain';
import type { StaffView } from '@canopy/protocol';
import type { StoredSeat } from '@canopy/storage';
import type { House } from '../house.ts';
import { lateLeaves, waitingLeaves } from './waiting-leaves.ts';

/**
 * What staff in the room are shown besides the room. They see who sits where and who asked for
 * something, never who wrote, answered or voted what. The caller has asked `room:enter`.
 */
export async function readStaffView(
  house: House,
  sessionId: string,
  staffId: string,
): Promise<StaffView | null> {
  const { store, presence } = house;
  const session = await store.sessions.find(sessionId);
  const you = await store.staff.find(staffId);
  if (session === null || session.deletedAt !== null || you === null) return null;
  const group = await store.groups.find(session.groupId);
  const seats = await store.seats.all(sessionId);
  const connected = presence.seatsIn(sessionId);
  const staffHere = await staffIn(house, sessionId);
  const lead = session.leadStaffId === null ? null : await store.staff.find(session.leadStaffId);
  const glances = group?.kind === 'youth';
  const approved = staffHere.filter(({ approvedForChildren }) => approvedForChildren).length;
  return {
    sessionId,
    you: { staffId, role: you.role, name: you.name },
    lead: lead === null ? null : { staffId: lead.id, name: lead.name },
    staffHere,
    door: session.door,
    joinPath: `/join/${session.joinToken}`,
    spokenCode: session.door === 'open' ? session.spokenCode : null,
    seats: seats.map(({ id, alias, aliasNumber, language, way, state }) => ({
      seatId: id,
      alias,
      aliasNumber,
      language,
      way,
      state,
      here: connected.has(id),
    })),
    asks: await asksOf(house, sessionId, seats),
    ...(await stagePart(house, session, seats, staffId, glances)),
    late: glances ? await lateLeaves(house, session) : [],
    adultsNeeded: glances ? Math.max(0, ADULTS_MIN - approved) : 0,
  };
}

async function staffIn(house: House, sessionId: string): Promise<StaffView['staffHere']> {
  const here: StaffView['staffHere'] = [];
  for (const staffId of house.presence.staffIn(sessionId)) {
    const staff = await house.store.staff.find(staffId);
    if (staff === null || staff.disabledAt !== null) continue;
    const { name, role, approvedForChildren } = staff;
    here.push({ staffId, name, role, approvedForChildren });
  }
  return here.sort((a, b) => a.name.localeCompare(b.name));
}

async function asksOf(
  house: House,
  sessionId: string,
  seats: readonly StoredSeat[],
): Promise<StaffView['asks']> {
  const bySeat = new Map(seats.map((seat) => [seat.id, seat]));
  return (await house.store.room.asks(sessionId)).flatMap(({ id, ask, seatId, at }) => {
    const seat = bySeat.get(seatId);
    if (seat === undefined) return [];
    return [{ id, ask, seatId, alias: seat.alias, aliasNumber: seat.aliasNumber, at }];
  });
}

type StagePart = Pick<StaffView, 'moreTime' | 'notYet' | 'checkIn' | 'held' | 'undoable'>;

async function stagePart(
  house: House,
  session: Session,
  seats: readonly StoredSeat[],
  staffId: string,
  glance: boolean,
): Promise<StagePart> {
  const { room, boards, votes, sessions } = house.store;
  const nothing: StagePart = { moreTime: 0, notYet: null, checkIn: null, held: [], undoable: [] };
  const stage = session.stageId === null ? null : await sessions.findStage(session.stageId);
  if (stage === null) return nothing;
  const moreTime = await room.countMarks(stage.id, 'more-time');
  const admitted = seats.filter(({ state }) => state === 'admitted').length;
  const notYet = (done: number): number => Math.max(0, admitted - done);

  if (stage.kind === 'check-in') {
    const answered = await room.countMarks(stage.id, 'checked-in');
    // A total of three faces is three people's faces, and so is what changed since the last (people 106).
    const told = await room.toldCheckIn(stage.id);
    const counted = Object.values(told).reduce((sum, n) => sum + n, 0);
    const totals = counted === 0 ? null : showFaces(told);
    return { ...nothing, moreTime, checkIn: { answered, counted, totals } };
  }
  if (stage.kind === 'vote')
    return { ...nothing, moreTime, notYet: notYet(await votes.countBallots(stage.id)) };
  const board = stage.kind === 'board' ? await boards.forStage(stage.id) : null;
  if (board === null) return { ...nothing, moreTime };
  // Adults were told that nobody reads a held leaf before all share: not staff, not on the wire
  // either. A panel's are read by a worker first, and its labels say so (people 60).
  const held = glance ? await waitingLeaves(house, board.boardId) : [];
  return {
    ...nothing,
    moreTime,
    notYet: notYet(await boards.authorCount(board.boardId)),
    held,
    undoable: await boards.undoableBy(board.boardId, `staff:${staffId}`),
  };
}
