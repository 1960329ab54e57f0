import { ok, refuse } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { isOver } from './plannable.ts';

/** Put aside, not destroyed: `session:restore` undoes it. What people said in a session cannot be deleted this way. */
export const deleteSession = defineAction({
  name: 'session:delete',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run({ tx, now, announce }, { sessionId }) {
    const session = await tx.sessions.find(sessionId);
    if (session === null) return refuse('not-found');
    if (isOver(session)) return refuse('session-closed');
    if (session.state !== 'planned') return refuse('session-open-already');
    await tx.sessions.change({ ...session, door: 'shut', deletedAt: now });
    announce({ what: 'session-ended', sessionId });
    return ok({});
  },
});
