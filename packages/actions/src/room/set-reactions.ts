import { ok, refuse } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { isOver } from '../plan/plannable.ts';

export const setReactions = defineAction({
  name: 'reactions:set',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run({ tx, announce }, { sessionId, on, set }) {
    const session = await tx.sessions.find(sessionId);
    if (session === null) return refuse('not-found');
    if (isOver(session)) return refuse('session-closed');
    await tx.sessions.change({ ...session, reactionsOn: on, reactionSet: set });
    announce({ what: 'room', sessionId });
    return ok({});
  },
});
