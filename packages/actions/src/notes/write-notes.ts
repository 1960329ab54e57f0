import { ok } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { openForNotes } from './notes-scope.ts';

/** Words into the staff's notes, through the gate. All of what is sent together is let in, or none. */
export const writeNotes = defineAction({
  name: 'notes:write',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run({ house, tx, afterCommit, ifTakenBack, announce }, { updates, ...from }) {
    const { sessionId } = from;
    const session = await openForNotes(tx, sessionId);
    if (!session.ok) return session;
    const written = await house.notes.write(tx, from, updates);
    if (!written.ok) return written;
    const { seq, publish, takeBack } = written.value;
    afterCommit(publish);
    ifTakenBack(takeBack);
    if (seq > 0) announce({ what: 'notes', sessionId, seq });
    return ok({});
  },
});
