import { CHECK_IN_MIN, ok, refuse } from '@canopy/domain';
import { defineAction, stageScope } from '../action.ts';
import { openSession } from './open-room.ts';
import { seatFor } from './seat-for.ts';

/**
 * Counts a face. What is kept is that this seat has answered and that one more person feels so:
 * two facts in two places with nothing to join them (people 106).
 */
export const answerCheckIn = defineAction({
  name: 'check-in:answer',
  scope: (store, { stageId }) => stageScope(store, stageId),
  async run(context, { stageId, answer, forSeat }) {
    const { tx, announce } = context;
    const stage = await tx.sessions.findStage(stageId);
    if (stage === null) return refuse('not-found');
    const session = await openSession(tx, stage.sessionId);
    if (!session.ok) return session;
    // The dispatcher stops members of a paused room; what staff write for a member waits as well.
    if (session.value.pausedReason !== null) return refuse('paused');
    if (stage.kind !== 'check-in' || session.value.stageId !== stageId)
      return refuse('wrong-stage');
    const seat = await seatFor(context, stage.sessionId, forSeat);
    if (!seat.ok) return seat;
    if (!(await tx.room.mark(stageId, seat.value.id, 'checked-in')))
      return refuse('already-answered');
    await tx.room.countCheckIn(stageId, answer);
    await tx.room.tellCheckIn(stageId, CHECK_IN_MIN);
    announce({ what: 'seat', sessionId: stage.sessionId, seatId: seat.value.id });
    announce({ what: 'room', sessionId: stage.sessionId });
    return ok({});
  },
});
