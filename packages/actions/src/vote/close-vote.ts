import { ok, refuse } from '@canopy/domain';
import { defineAction, stageScope } from '../action.ts';
import { openSession } from '../room/open-room.ts';
import { countStage } from './count-stage.ts';

/** Staff close the vote; from here the result is shown and nothing can be cast. */
export const voteClose = defineAction({
  name: 'vote:close',
  scope: (store, { stageId }) => stageScope(store, stageId),
  async run({ tx, announce }, { stageId }) {
    const stage = await tx.sessions.findStage(stageId);
    if (stage?.kind !== 'vote') return refuse('not-found');
    const session = await openSession(tx, stage.sessionId);
    if (!session.ok) return session;
    const vote = await tx.votes.find(stageId);
    if (vote === null) return refuse('vote-not-open');
    if (vote.state === 'closed') return refuse('vote-closed');
    await tx.votes.close(stageId, await countStage(tx, stage, vote));
    announce({ what: 'room', sessionId: stage.sessionId });
    return ok({});
  },
});
