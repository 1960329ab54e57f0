import { ok, type Result, type Session } from '@canopy/domain';
import type { StoredStage } from '@canopy/storage';
import type { ActionContext } from '../action.ts';
import { openVoteFor } from '../vote/open-vote.ts';

/** Everyone goes to this stage: the time spent in the one before is kept, the clock starts anew. */
export async function enterStage(
  context: ActionContext,
  session: Session,
  stage: StoredStage,
): Promise<Result<null>> {
  const { tx, now } = context;
  if (session.stageId !== null && session.stageStartedAt !== null)
    // At least 1 ms, so that a stage passed through counts as reached.
    await tx.room.addSpent(session.stageId, Math.max(1, now - session.stageStartedAt));
  await tx.sessions.change({
    ...session,
    stageId: stage.id,
    stageStartedAt: now,
    extraMinutes: 0,
  });
  if (stage.kind === 'vote') return openVoteFor(context, stage);
  return ok(null);
}
