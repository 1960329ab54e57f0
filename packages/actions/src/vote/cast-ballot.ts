import { checkChoice } from '@canopy/ballot';
import { ok, refuse } from '@canopy/domain';
import { defineAction, stageScope } from '../action.ts';
import { openSession } from '../room/open-room.ts';
import { seatFor } from '../room/seat-for.ts';

/** One person, one vote: casting again replaces it, until staff close the vote. */
export const ballotCast = defineAction({
  name: 'ballot:cast',
  scope: (store, { stageId }) => stageScope(store, stageId),
  async run(context, { stageId, choice, forSeat }) {
    const { tx, announce } = context;
    const stage = await tx.sessions.findStage(stageId);
    if (stage?.kind !== 'vote') return refuse('not-found');
    const { sessionId } = stage;
    const session = await openSession(tx, sessionId);
    if (!session.ok) return session;
    // The dispatcher stops members of a paused room; what staff cast for a member waits as well.
    if (session.value.pausedReason !== null) return refuse('paused');
    if (session.value.stageId !== stageId) return refuse('wrong-stage');
    const vote = await tx.votes.find(stageId);
    if (vote === null) return refuse('vote-not-open');
    if (vote.state === 'closed') return refuse('vote-closed');
    const seat = await seatFor(context, sessionId, forSeat);
    if (!seat.ok) return seat;
    if (!checkChoice(stage.vote, vote.options, choice)) return refuse('bad-choice');
    await tx.votes.cast(stageId, seat.value.id, choice);
    announce({ what: 'seat', sessionId, seatId: seat.value.id });
    // Everyone is shown how many have voted.
    announce({ what: 'room', sessionId });
    return ok({});
  },
});
