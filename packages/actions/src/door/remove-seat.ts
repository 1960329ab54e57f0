import { ok, refuse } from '@canopy/domain';
import { defineAction } from '../action.ts';
import { lowerAsksOf } from './knock.ts';
import { seatScope } from './seat-scope.ts';

/** The seat stays in the session as removed, so that its cookie is known and refused for good (people 50). */
export const removeSeat = defineAction({
  name: 'seat:remove',
  scope: (store, { seatId }) => seatScope(store, seatId),
  async run({ tx, announce }, { seatId }) {
    const seat = await tx.seats.find(seatId);
    if (seat === null) return refuse('not-found');
    const { sessionId } = seat;
    await tx.seats.setState(seatId, 'removed');
    await lowerAsksOf(tx, sessionId, seatId);
    announce({ what: 'seat-ended', sessionId, seatId, why: 'removed' });
    announce({ what: 'room', sessionId });
    return ok({});
  },
});
