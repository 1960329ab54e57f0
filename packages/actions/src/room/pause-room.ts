import { ok } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { openSession } from './open-room.ts';

/** One tap, any member of staff, lead or not: covers every screen and refuses members' writes (people 52). */
export const pauseRoom = defineAction({
  name: 'room:pause',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run({ tx, announce }, { sessionId }) {
    const session = await openSession(tx, sessionId);
    if (!session.ok) return session;
    // A room short of adults stays marked so: it may not be resumed as if somebody had merely paused it.
    if (session.value.pausedReason !== null) return ok({});
    await tx.sessions.change({ ...session.value, pausedReason: 'staff' });
    announce({ what: 'room', sessionId });
    return ok({});
  },
});
