import type { Session } from '@canopy/domain';
import type { RoomView } from '@canopy/protocol';
import type { House } from '../house.ts';
import { readStageView } from './stage-view.ts';

/**
 * The room as everyone inside sees it: the same for all, so it holds nothing about who any member
 * is. The caller has asked `room:enter`. Null = no such session.
 */
export async function readRoomView(house: House, sessionId: string): Promise<RoomView | null> {
  const { store } = house;
  const session = await store.sessions.find(sessionId);
  if (session === null || session.deletedAt !== null) return null;
  const group = await store.groups.find(session.groupId);
  if (group === null) return null;
  const stages = await store.sessions.stages(sessionId);
  const stage = stages.find(({ id }) => id === session.stageId) ?? null;
  return {
    session: {
      id: session.id,
      title: session.title,
      groupName: group.name,
      groupKind: group.kind,
      state: session.state,
      saidAndDonePath: `/said-and-done/${group.id}`,
    },
    stage: stage === null ? null : await readStageView(house, session, group.kind, stage),
    stages: stages.map(({ id, kind, name }): RoomView['stages'][number] => ({ id, kind, name })),
    pause: session.pausedReason,
    here: await whoIsHere(house, session),
    timer: {
      startedAt: session.stageStartedAt ?? 0,
      minutes: stage?.minutes ?? null,
      extraMinutes: session.extraMinutes,
    },
    reactions: { set: session.reactionSet, on: session.reactionsOn },
    at: house.clock(),
  };
}

/**
 * Members as a number, adults by name, for adults can see the room (people 57). Somebody on the
 * phone, on a shared device or helped by staff has no screen of their own and is here all the same.
 */
async function whoIsHere(house: House, session: Session): Promise<RoomView['here']> {
  const connected = house.presence.seatsIn(session.id);
  const seats = await house.store.seats.all(session.id);
  const members = seats.filter(
    ({ id, state, way }) => state === 'admitted' && (way !== 'own-phone' || connected.has(id)),
  );
  const adults: RoomView['here']['adults'] = [];
  for (const staffId of house.presence.staffIn(session.id)) {
    const staff = await house.store.staff.find(staffId);
    if (staff !== null && staff.disabledAt === null)
      adults.push({ name: staff.name, role: staff.role });
  }
  // By name and not by arrival, so that the list holds still.
  adults.sort((a, b) => a.name.localeCompare(b.name));
  return { members: members.length, adults };
}
