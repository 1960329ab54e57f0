import { ok, refuse } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { openSession } from './open-room.ts';

/** Private: staff see how many asked, never who, so it is a mark and not an ask (people 14). */
export const askForTime = defineAction({
  name: 'time:ask',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run({ tx, actor, announce }, { sessionId }) {
    const session = await openSession(tx, sessionId);
    if (!session.ok) return session;
    if (actor.kind !== 'seat') return refuse('not-allowed');
    if (session.value.stageId === null) return refuse('wrong-stage');
    // Asking again is not wrong, it only counts once.
    if (!(await tx.room.mark(session.value.stageId, actor.seatId, 'more-time'))) return ok({});
    announce({ what: 'seat', sessionId, seatId: actor.seatId });
    announce({ what: 'room', sessionId });
    return ok({});
  },
});
