import { ok, refuse } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { isFull } from './knock.ts';

/** Staff add somebody on the phone, at a shared device or with help: they vouch, so no lobby. */
export const addSeat = defineAction({
  name: 'seat:add',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run({ tx, house, now, newId, announce }, { sessionId, alias, language, way }) {
    // Somebody with a phone of their own comes by the door, where they read the promise first.
    if (way === 'own-phone') return refuse('bad-input', 'way');
    const session = await tx.sessions.find(sessionId);
    if (session === null) return refuse('not-found');
    if (session.state === 'closed' || session.state === 'signed-off')
      return refuse('session-closed');
    if (await isFull(tx, sessionId)) return refuse('too-many');
    const { token, tokenHash } = house.auth.makeSeatToken();
    const seat = await tx.seats.add({
      id: newId(),
      sessionId,
      alias,
      language,
      way,
      state: 'admitted',
      createdAt: now,
      tokenHash,
    });
    announce({ what: 'room', sessionId });
    return ok({ seatId: seat.id, token });
  },
});
