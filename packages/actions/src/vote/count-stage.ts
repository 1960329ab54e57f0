import { count } from '@canopy/ballot';
import type { VoteResult, VoteStage } from '@canopy/domain';
import type { Store, StoredVote } from '@canopy/storage';

/** Counts a vote as it stands, out of everyone admitted now. Ballots come in seat order, never as cast. */
export async function countStage(
  tx: Store,
  stage: VoteStage,
  vote: StoredVote,
): Promise<VoteResult> {
  const seats = await tx.seats.all(stage.sessionId);
  const eligible = seats.filter(({ state }) => state === 'admitted').length;
  const choices = (await tx.votes.ballots(stage.id)).map(({ choice }) => choice);
  return count(stage.vote.method, vote.options, choices, eligible);
}
