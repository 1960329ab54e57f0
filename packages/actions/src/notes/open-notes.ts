import { ok } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { openForNotes } from './notes-scope.ts';

/**
 * Begins one connection to the notes: an id of its own for all that it will write. In the audit, so
 * that it can be said who had a session's notes open; what they wrote is not kept by person.
 */
export const openNotes = defineAction({
  name: 'notes:open',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run({ tx }, { sessionId, after }) {
    const session = await openForNotes(tx, sessionId);
    return session.ok ? ok(await tx.notes.nextClient(sessionId, after ?? null)) : session;
  },
});
