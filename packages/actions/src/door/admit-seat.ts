import { ok, refuse } from '@canopy/domain';
import { defineAction } from '../action.ts';
import { seatScope } from './seat-scope.ts';

export const admitSeat = defineAction({
  name: 'seat:admit',
  scope: (store, { seatId }) => seatScope(store, seatId),
  async run({ tx, announce }, { seatId }) {
    const seat = await tx.seats.find(seatId);
    const session = seat === null ? null : await tx.sessions.find(seat.sessionId);
    if (seat === null || session === null || seat.state === 'left') return refuse('not-found');
    // Removal is for good: a second thought is a new seat at the door (people 50).
    if (seat.state === 'removed') return refuse('removed');
    if (session.state === 'closed' || session.state === 'signed-off')
      return refuse('session-closed');
    if (seat.state === 'admitted') return ok({});
    await tx.seats.setState(seatId, 'admitted');
    announce({ what: 'seat', sessionId: session.id, seatId });
    announce({ what: 'room', sessionId: session.id });
    return ok({});
  },
});
