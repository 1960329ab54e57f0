import { ok, refuse } from '@canopy/domain';
import { defineAction } from '../action.ts';

export const restoreSession = defineAction({
  name: 'session:restore',
  async scope(store, { sessionId }) {
    const session = await store.sessions.find(sessionId);
    return session === null ? null : { groupId: session.groupId, sessionId };
  },
  async run({ tx }, { sessionId }) {
    const session = await tx.sessions.find(sessionId);
    if (session === null) return refuse('not-found');
    await tx.sessions.change({ ...session, deletedAt: null });
    return ok({});
  },
});
