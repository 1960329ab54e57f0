import { ok, refuse, type Bilingual, type Group, type Result, type Session } from '@canopy/domain';
import type { StoredStage } from '@canopy/storage';
import type { Caller } from '../caller.ts';
import type { House } from '../house.ts';
import { isReached } from '../plan/plannable.ts';
import { allow } from './allow.ts';
import { ownGroups } from './groups.ts';

/** A session in a list: what to call it, when it is, whose it is. Nothing that opens its door. */
export type SessionBrief = Pick<
  Session,
  'id' | 'groupId' | 'title' | 'startsAt' | 'state' | 'door' | 'pausedReason' | 'deletedAt'
> & { groupName: Bilingual; groupKind: Group['kind'] };

export const briefOf = (session: Session, group: Group): SessionBrief => {
  const { id, groupId, title, startsAt, state, door, pausedReason, deletedAt } = session;
  const { name: groupName, kind: groupKind } = group;
  return {
    id,
    groupId,
    title,
    startsAt,
    state,
    door,
    pausedReason,
    deletedAt,
    groupName,
    groupKind,
  };
};

/** Soonest first, cut to the groups this person works with. */
export async function listSessions(house: House, caller: Caller): Promise<Result<SessionBrief[]>> {
  const scope = { groupId: null, sessionId: null };
  const allowed = await allow(house, caller, 'session:read', scope, 'staff');
  if (!allowed.ok) return allowed;
  const groups = new Map((await house.store.groups.all()).map((group) => [group.id, group]));
  const sessions = await house.store.sessions.all(ownGroups(allowed.value));
  return ok(
    sessions.flatMap((session) => {
      const group = groups.get(session.groupId);
      return group === undefined ? [] : [briefOf(session, group)];
    }),
  );
}

export type SessionPlan = {
  session: Session;
  group: Group;
  /** By position. `reached`: the room is or has been there, so its plan stands. */
  stages: (StoredStage & { reached: boolean })[];
  /** The stage just deleted, for its undo; null when none was named or it is back. */
  deletedStage: StoredStage | null;
};

/** The plan whole. A deleted session is readable by its id, so that its undo can name it. */
export async function readSession(
  house: House,
  caller: Caller,
  sessionId: string,
  deletedStageId: string | null = null,
): Promise<Result<SessionPlan>> {
  const { store } = house;
  const session = await store.sessions.find(sessionId);
  const scope = session === null ? null : { groupId: session.groupId, sessionId };
  const allowed = await allow(house, caller, 'session:read', scope, 'staff');
  if (!allowed.ok) return allowed;
  const group = session === null ? null : await store.groups.find(session.groupId);
  if (session === null || group === null) return refuse('not-found');
  const stages: SessionPlan['stages'] = [];
  for (const stage of await store.sessions.stages(sessionId))
    stages.push({ ...stage, reached: await isReached(store, session, stage.id) });
  const deleted = deletedStageId === null ? null : await store.sessions.findStage(deletedStageId);
  const isOurs = deleted?.sessionId === sessionId && deleted.deletedAt !== null;
  return ok({ session, group, stages, deletedStage: isOurs ? deleted : null });
}
