import { ok, refuse } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { isFinished } from './is-finished.ts';
import { openRecord } from './open-record.ts';

/**
 * The chair says: this is what was said, and it goes to these people. From here on strand owners and
 * the group see it, each theme answered "heard". A session with no theme may be signed off too.
 */
export const signOffRecord = defineAction({
  name: 'record:sign-off',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run({ tx, actor, now, announce }, { sessionId }) {
    if (actor.kind !== 'staff') return refuse('not-allowed');
    const open = await openRecord(tx, sessionId);
    if (!open.ok) return open;
    const unfinished = (await tx.outcomes.themesOf(sessionId)).find((theme) => !isFinished(theme));
    if (unfinished !== undefined) return refuse('theme-unfinished', unfinished.id);
    if (!(await tx.outcomes.signOff(sessionId, actor.staff.id, now)))
      return refuse('already-signed-off');
    await tx.sessions.change({ ...open.value.session, state: 'signed-off' });
    announce({ what: 'signed-off', sessionId });
    return ok({});
  },
});
