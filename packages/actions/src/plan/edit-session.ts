import { ok, refuse } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { isOver } from './plannable.ts';

export const editSession = defineAction({
  name: 'session:edit',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run({ tx, announce }, { sessionId, session: input }) {
    const session = await tx.sessions.find(sessionId);
    if (session === null) return refuse('not-found');
    if (isOver(session)) return refuse('session-closed');
    await tx.sessions.change({ ...session, ...input });
    announce({ what: 'room', sessionId });
    return ok({});
  },
});
