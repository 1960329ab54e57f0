import { ok, refuse } from '@canopy/domain';
import { defineAction } from '../action.ts';
import { isFull, isOpenToNew } from './knock.ts';
import { arrivalScope } from './seat-scope.ts';

/** A person comes to the lobby by link, code or picture. No account, no name: an alias from the set. */
export const takeSeat = defineAction({
  name: 'seat:take',
  scope: async (store, { joinToken }) =>
    arrivalScope(await store.sessions.findByJoinToken(joinToken)),
  async run({ tx, house, caller, now, newId, announce }, { joinToken, alias, language }) {
    const session = await tx.sessions.findByJoinToken(joinToken);
    if (session === null) return refuse('cannot-join');
    const before =
      caller.seat?.sessionId === session.id ? await tx.seats.find(caller.seat.seatId) : null;
    if (before?.state === 'removed') return refuse('removed');

    const { token, tokenHash } = house.auth.makeSeatToken();
    if (before !== null && before.state !== 'left' && session.deletedAt === null) {
      // The same device came in by the link again: it keeps its seat and does not become two people.
      await tx.seats.setTokenHash(before.id, tokenHash);
      return ok({ seatId: before.id, sessionId: session.id, token });
    }
    if (!isOpenToNew(session) || (await isFull(tx, session.id))) return refuse('cannot-join');
    if (!(await house.arrivals.mayCome(caller.address))) return refuse('slow-down');
    const seat = await tx.seats.add({
      id: newId(),
      sessionId: session.id,
      alias,
      language,
      way: 'own-phone',
      state: 'waiting',
      createdAt: now,
      tokenHash,
    });
    announce({ what: 'room', sessionId: session.id });
    return ok({ seatId: seat.id, sessionId: session.id, token });
  },
});
