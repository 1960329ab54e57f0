import { ok, refuse } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';

export const lowerAsk = defineAction({
  name: 'ask:lower',
  async scope(store, { askId }) {
    const ask = await store.room.findAsk(askId);
    return ask === null ? null : sessionScope(store, ask.sessionId);
  },
  async run({ tx, actor, announce }, { askId }) {
    const ask = await tx.room.findAsk(askId);
    if (ask === null) return refuse('not-found');
    if (actor.kind === 'seat' && ask.seatId !== actor.seatId) return refuse('not-yours');
    await tx.room.lowerAsk(askId);
    const { sessionId } = ask;
    announce({ what: 'seat', sessionId, seatId: ask.seatId });
    // Everybody behind in the speaking queue moves up one.
    if (ask.ask === 'speak')
      for (const waiting of await tx.room.asks(sessionId))
        if (waiting.ask === 'speak') announce({ what: 'seat', sessionId, seatId: waiting.seatId });
    announce({ what: 'room', sessionId });
    return ok({});
  },
});
