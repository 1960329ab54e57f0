import { refuse, type Result, type Session } from '@canopy/domain';
import type { Store } from '@canopy/storage';

/** Closed and signed-off sessions have a record; their plan is history. */
export const isOver = (session: Session): boolean =>
  session.state === 'closed' || session.state === 'signed-off';

/** Whether the room is in this stage or has been: then people were asked it as it stood. */
export async function isReached(tx: Store, session: Session, stageId: string): Promise<boolean> {
  if (session.state === 'planned') return false;
  return session.stageId === stageId || (await tx.room.spent(session.id))[stageId] !== undefined;
}

/** Only what the room has not reached can still be shaped. Null = go on. */
export async function refusedPlanChange(
  tx: Store,
  session: Session,
  stageId: string | null,
): Promise<Result<never> | null> {
  if (isOver(session)) return refuse('session-closed');
  if (stageId !== null && (await isReached(tx, session, stageId))) return refuse('wrong-stage');
  return null;
}
