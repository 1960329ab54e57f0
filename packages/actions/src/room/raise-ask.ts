import { ok, refuse } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { isOver } from '../plan/plannable.ts';
import { seatFor } from './seat-for.ts';

/** One tap that reaches every member of staff in the room, and nobody else (people 49). Works while paused. */
export const raiseAsk = defineAction({
  name: 'ask:raise',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run(context, { sessionId, ask, forSeat }) {
    const { tx, now, newId, announce } = context;
    const session = await tx.sessions.find(sessionId);
    if (session === null) return refuse('not-found');
    if (isOver(session)) return refuse('session-closed');
    const found = await seatFor(context, sessionId, forSeat);
    if (!found.ok) return found;
    const seatId = found.value.id;
    // Asking the same thing again keeps the place in the queue.
    const queue = await tx.room.asks(sessionId);
    const before = queue.find((raised) => raised.seatId === seatId && raised.ask === ask);
    if (before !== undefined) return ok({ askId: before.id });
    const askId = newId();
    // Two in one millisecond are still one after the other, and nobody is passed over by chance.
    const at = Math.max(now, (queue.at(-1)?.at ?? 0) + 1);
    await tx.room.raiseAsk({ id: askId, sessionId, seatId, ask, at });
    announce({ what: 'seat', sessionId, seatId });
    announce({ what: 'room', sessionId });
    return ok({ askId });
  },
});
