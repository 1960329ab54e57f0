import { ok, refuse } from '@canopy/domain';
import { defineAction } from '../action.ts';
import { seatScope } from './seat-scope.ts';

/**
 * Staff open a seat they added on the device it is meant for. The link's token works once; whatever
 * device had the seat before loses it now, so that two never speak as one person.
 */
export const handOnSeat = defineAction({
  name: 'seat:hand-on',
  scope: (store, { seatId }) => seatScope(store, seatId),
  async run({ tx, house, announce }, { seatId }) {
    const seat = await tx.seats.find(seatId);
    const session = seat === null ? null : await tx.sessions.find(seat.sessionId);
    if (seat === null || session === null || seat.state !== 'admitted') return refuse('not-found');
    // A phone of their own came in by the door, and its seat is nobody else's to open.
    if (seat.way === 'own-phone') return refuse('not-allowed');
    if (session.state === 'closed' || session.state === 'signed-off')
      return refuse('session-closed');
    const { token, tokenHash } = house.auth.makeSeatToken();
    await tx.seats.setTokenHash(seatId, tokenHash);
    announce({ what: 'seat-ended', sessionId: session.id, seatId, why: 'left' });
    return ok({ token });
  },
});
