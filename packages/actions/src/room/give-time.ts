import { ok } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { openSession } from './open-room.ts';

/**
 * Any staff who run the room may slow it down; only the lead moves it on (people 14). Time that is
 * given answers everybody who asked: the count begins again, and whoever needs still more may say so.
 */
export const giveTime = defineAction({
  name: 'time:give',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run({ tx, announce }, { sessionId, minutes }) {
    const session = await openSession(tx, sessionId);
    if (!session.ok) return session;
    await tx.sessions.change({
      ...session.value,
      extraMinutes: session.value.extraMinutes + minutes,
    });
    const { stageId } = session.value;
    const asked = stageId === null ? [] : await tx.room.takeMarks(stageId, 'more-time');
    for (const seatId of asked) announce({ what: 'seat', sessionId, seatId });
    announce({ what: 'room', sessionId });
    return ok({});
  },
});
