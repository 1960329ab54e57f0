import type { Store } from '@canopy/storage';
import { countStage } from '../vote/count-stage.ts';

/**
 * A vote still open when the session ends is counted as it stands: a ballot cast is never lost. One
 * that never opened has nothing to count.
 */
export async function settleVotes(tx: Store, sessionId: string): Promise<void> {
  for (const stage of await tx.sessions.stages(sessionId)) {
    if (stage.kind !== 'vote') continue;
    const vote = await tx.votes.find(stage.id);
    if (vote?.state === 'open') await tx.votes.close(stage.id, await countStage(tx, stage, vote));
  }
}
