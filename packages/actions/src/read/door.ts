import { ok, refuse, type GroupKind, type Result } from '@canopy/domain';
import { isFull, isOpenToNew } from '../door/knock.ts';
import type { House } from '../house.ts';

/**
 * What somebody outside may know: which set of words to use and when it starts. Not the title, not
 * the question, not whose panel it is (people 50). Wrong, shut and full are one answer.
 */
export async function readJoinDoor(
  house: House,
  joinToken: string,
): Promise<Result<{ sessionId: string; groupKind: GroupKind; startsAt: number }>> {
  const session = await house.store.sessions.findByJoinToken(joinToken);
  if (session === null || !isOpenToNew(session) || (await isFull(house.store, session.id)))
    return refuse('cannot-join');
  const group = await house.store.groups.find(session.groupId);
  if (group === null) return refuse('cannot-join');
  return ok({ sessionId: session.id, groupKind: group.kind, startsAt: session.startsAt });
}
