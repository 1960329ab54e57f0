import { ok, refuse } from '@canopy/domain';
import { defineAction, serviceScope, sessionScope } from '../action.ts';
import { lowerAsksOf } from './knock.ts';

/** Going is always allowed, in one tap, paused or not, and without a reason (people 40). */
export const leaveSeat = defineAction({
  name: 'seat:leave',
  scope: async (store, _input, actor) =>
    actor.kind === 'seat' ? sessionScope(store, actor.sessionId) : serviceScope(),
  async run({ tx, actor, announce }) {
    if (actor.kind !== 'seat') return refuse('not-allowed');
    const { seatId, sessionId } = actor;
    await tx.seats.setState(seatId, 'left');
    await lowerAsksOf(tx, sessionId, seatId);
    announce({ what: 'seat-ended', sessionId, seatId, why: 'left' });
    announce({ what: 'room', sessionId });
    return ok({});
  },
});
