import { ok, refuse } from '@canopy/domain';
import { defineAction, serviceScope, sessionScope } from '../action.ts';

export const changeLanguage = defineAction({
  name: 'seat:language',
  scope: async (store, _input, actor) =>
    actor.kind === 'seat' ? sessionScope(store, actor.sessionId) : serviceScope(),
  async run({ tx, actor, announce }, { language }) {
    if (actor.kind !== 'seat') return refuse('not-allowed');
    const { seatId, sessionId } = actor;
    await tx.seats.setLanguage(seatId, language);
    announce({ what: 'seat', sessionId, seatId });
    // Staff see the language beside the alias.
    announce({ what: 'room', sessionId });
    return ok({});
  },
});
