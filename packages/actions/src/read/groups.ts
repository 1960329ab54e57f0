import { isBoundToGroups, ok, type Actor, type Group, type Result } from '@canopy/domain';
import type { Caller } from '../caller.ts';
import type { House } from '../house.ts';
import { allow } from './allow.ts';
import { briefOf, type SessionBrief } from './sessions.ts';

const SERVICE = { groupId: null, sessionId: null };

/** Oldest first, cut to the groups this person works with. */
export async function listGroups(house: House, caller: Caller): Promise<Result<Group[]>> {
  const allowed = await allow(house, caller, 'group:read', SERVICE, 'staff');
  if (!allowed.ok) return allowed;
  const own = ownGroups(allowed.value);
  const groups = await house.store.groups.all();
  return ok(own === null ? groups : groups.filter(({ id }) => own.includes(id)));
}

/** One group with its sessions, soonest first. */
export async function readGroup(
  house: House,
  caller: Caller,
  groupId: string,
): Promise<Result<{ group: Group; sessions: SessionBrief[] }>> {
  const group = await house.store.groups.find(groupId);
  const scope = group === null ? null : { groupId, sessionId: null };
  const allowed = await allow(house, caller, 'group:read', scope, 'staff');
  if (!allowed.ok) return allowed;
  if (group === null) throw new Error('allowed to read a group that is not there');
  const sessions = await house.store.sessions.all([groupId]);
  return ok({ group, sessions: sessions.map((session) => briefOf(session, group)) });
}

/** The groups a role is bound to; null = every group. */
export const ownGroups = (actor: Actor): readonly string[] | null =>
  actor.kind === 'staff' && !isBoundToGroups(actor.staff.role)
    ? null
    : actor.kind === 'staff'
      ? actor.staff.groupIds
      : [];
