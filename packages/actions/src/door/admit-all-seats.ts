import { ok, refuse } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';

export const admitAllSeats = defineAction({
  name: 'seat:admit-all',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run({ tx, announce }, { sessionId }) {
    const session = await tx.sessions.find(sessionId);
    if (session === null) return refuse('not-found');
    if (session.state === 'closed' || session.state === 'signed-off')
      return refuse('session-closed');
    for (const seat of await tx.seats.all(sessionId)) {
      if (seat.state !== 'waiting') continue;
      await tx.seats.setState(seat.id, 'admitted');
      announce({ what: 'seat', sessionId, seatId: seat.id });
    }
    announce({ what: 'room', sessionId });
    return ok({});
  },
});
