import { may, ok, refuse } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { leads, openSession } from './open-room.ts';

export const giveLead = defineAction({
  name: 'lead:give',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run({ tx, house, actor, announce }, { sessionId, staffId }) {
    const found = await openSession(tx, sessionId);
    if (!found.ok) return found;
    const session = found.value;
    if (!leads(actor, session)) return refuse('needs-lead');
    const staff = await tx.staff.find(staffId);
    if (staff === null || !house.presence.staffIn(sessionId).has(staffId))
      return refuse('bad-input', 'staffId');
    const scope = { groupId: session.groupId, sessionId };
    // A lead who cannot move the room would leave it standing.
    if (!may({ kind: 'staff', staff }, 'stage:go', scope)) return refuse('not-allowed');
    await tx.sessions.change({ ...session, leadStaffId: staffId });
    announce({ what: 'room', sessionId });
    return ok({});
  },
});
