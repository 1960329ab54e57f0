import type { ReactionBurst } from '@canopy/protocol';
import type { House } from '../house.ts';

/** Totals of the stage the room is in, with nothing new in them: for somebody who has just come in. */
export async function reactionsNow(house: House, sessionId: string): Promise<ReactionBurst | null> {
  const session = await house.store.sessions.find(sessionId);
  if (session === null || session.stageId === null) return null;
  const { stage, leaves } = await house.store.room.reactionTotals(session.stageId);
  return { stageId: session.stageId, totals: stage, fresh: {}, leafTotals: leaves };
}
