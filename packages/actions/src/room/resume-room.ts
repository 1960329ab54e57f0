import { ok, refuse } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { hasEnoughAdults } from './adults.ts';
import { openSession } from './open-room.ts';

export const resumeRoom = defineAction({
  name: 'room:resume',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run({ tx, house, announce }, { sessionId }) {
    const session = await openSession(tx, sessionId);
    if (!session.ok) return session;
    if (session.value.pausedReason === null) return ok({});
    if (!(await hasEnoughAdults(house, tx, session.value))) return refuse('needs-two-adults');
    await tx.sessions.change({ ...session.value, pausedReason: null });
    announce({ what: 'room', sessionId });
    return ok({});
  },
});
