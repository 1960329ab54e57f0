import { hashToken } from '@canopy/auth';
import { ok, refuse } from '@canopy/domain';
import { defineAction } from '../action.ts';
import { arrivalScope } from './seat-scope.ts';

/** The shared device takes the seat: the link's token becomes a cookie's, and the link is spent. */
export const claimSeat = defineAction({
  name: 'seat:claim',
  async scope(store, { token }) {
    const seat = await store.seats.findByTokenHash(hashToken(token));
    return arrivalScope(seat === null ? null : await store.sessions.find(seat.sessionId));
  },
  async run({ tx, house }, { token }) {
    const seat = await tx.seats.findByTokenHash(hashToken(token));
    if (seat === null || seat.way === 'own-phone') return refuse('cannot-join');
    const session = await tx.sessions.find(seat.sessionId);
    const isOver = session === null || session.state === 'closed' || session.state === 'signed-off';
    if (seat.state !== 'admitted' || isOver || session.deletedAt !== null)
      return refuse('cannot-join');
    const fresh = house.auth.makeSeatToken();
    await tx.seats.setTokenHash(seat.id, fresh.tokenHash);
    return ok({ seatId: seat.id, sessionId: seat.sessionId, token: fresh.token });
  },
});
