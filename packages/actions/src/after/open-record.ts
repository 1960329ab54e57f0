import { ok, refuse, type Result, type Session, type SessionRecord } from '@canopy/domain';
import type { Store } from '@canopy/storage';

/**
 * The record of a session whose themes may still change: closed, and not signed off. Before the close
 * there is no record to speak of; after sign-off people have been told, so it stands.
 */
export async function openRecord(
  tx: Store,
  sessionId: string,
): Promise<Result<{ session: Session; record: SessionRecord }>> {
  const session = await tx.sessions.find(sessionId);
  const stored = await tx.outcomes.readRecord(sessionId);
  if (session === null || stored === null) return refuse('not-found');
  if (session.state === 'signed-off' || stored.signedOffAt !== null)
    return refuse('already-signed-off');
  return ok({ session, record: stored.record });
}

/** Every leaf of every board in the record. */
export const leavesIn = (record: Pick<SessionRecord, 'stages'>) =>
  record.stages.flatMap((stage) =>
    stage.kind === 'board'
      ? [...stage.board.branches.flatMap((branch) => branch.leaves), ...stage.board.loose]
      : [],
  );

/** The ids once each, in the order given; null when one is not in the record. */
export function knownLeaves(record: SessionRecord, leafIds: readonly string[]): string[] | null {
  const known = new Set(leavesIn(record).map((leaf) => leaf.id));
  const once = [...new Set(leafIds)];
  return once.every((id) => known.has(id)) ? once : null;
}
