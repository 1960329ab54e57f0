import { actorFor, identify, type Caller, type House } from '@canopy/actions';
import { may, ok, refuse, type Actor, type Result } from '@canopy/domain';
import type { Tokens } from '../upgrade/tokens.ts';

/** Somebody at the door: what their browser carries, before anything is believed. */
export type Visitor = { tokens: Tokens; address: string; as: 'staff' | 'seat' | 'either' };

export type Standing = { caller: Caller; actor: Exclude<Actor, { kind: 'nobody' }> };

/**
 * Whether a visitor may be in this session now. Read from the store each time, so it is asked again
 * at every reconnect, every command's edge and every minute: a right withdrawn is a right gone.
 */
export async function standingOf(
  house: House,
  visitor: Visitor,
  sessionId: string,
): Promise<Result<Standing>> {
  const caller = await identify(house, visitor.tokens, visitor.address);
  const actor = await actorFor(house, caller, visitor.as);
  if (actor.kind === 'nobody') return refuse('not-signed-in');
  const session = await house.store.sessions.find(sessionId);
  if (session === null || session.deletedAt !== null) return refuse('not-found');
  if (actor.kind === 'seat' && actor.sessionId === sessionId && actor.state === 'removed')
    return refuse('removed');
  if (!may(actor, 'room:enter', { groupId: session.groupId, sessionId }))
    return refuse('not-allowed');
  if (session.state === 'closed' || session.state === 'signed-off') return refuse('session-closed');
  return ok({ caller, actor });
}
