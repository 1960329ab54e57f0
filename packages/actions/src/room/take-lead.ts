import { ok, refuse } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { openSession, staffOf } from './open-room.ts';

/** For a room whose lead has gone: nobody takes it from somebody who is here. */
export const takeLead = defineAction({
  name: 'lead:take',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run({ tx, house, actor, announce }, { sessionId }) {
    const found = await openSession(tx, sessionId);
    if (!found.ok) return found;
    const session = found.value;
    const me = staffOf(actor).id;
    const lead = session.leadStaffId;
    if (lead === me) return ok({});
    if (lead !== null && house.presence.staffIn(sessionId).has(lead)) return refuse('needs-lead');
    await tx.sessions.change({ ...session, leadStaffId: me });
    announce({ what: 'room', sessionId });
    return ok({});
  },
});
