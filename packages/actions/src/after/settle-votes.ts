import { count } from '@canopy/ballot';
import type { Store } from '@canopy/storage';

/**
 * A vote still open when the session ends is counted as it stands: a ballot cast is never lost. One
 * that never opened has nothing to count.
 */
export async function settleVotes(tx: Store, sessionId: string): Promise<void> {
  const seats = await tx.seats.all(sessionId);
  const eligible = seats.filter((seat) => seat.state === 'admitted').length;
  for (const stage of await tx.sessions.stages(sessionId)) {
    if (stage.kind !== 'vote') continue;
    const vote = await tx.votes.find(stage.id);
    if (vote?.state !== 'open') continue;
    const choices = (await tx.votes.ballots(stage.id)).map(({ choice }) => choice);
    await tx.votes.close(stage.id, count(stage.vote.method, vote.options, choices, eligible));
  }
}
