import { ok, refuse } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { freshSpokenCode } from '../plan/codes.ts';
import { hasEnoughAdults } from '../room/adults.ts';

export const setDoor = defineAction({
  name: 'door:set',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run(context, { sessionId, door }) {
    const { tx, house, announce } = context;
    const session = await tx.sessions.find(sessionId);
    if (session === null) return refuse('not-found');
    if (session.state === 'closed' || session.state === 'signed-off')
      return refuse('session-closed');
    // Two adults are there before the first child arrives (people 48).
    if (door === 'open' && !(await hasEnoughAdults(house, tx, session)))
      return refuse('needs-two-adults');
    // Codes are unique among open doors only, so this one may have been given out meanwhile.
    const holder = await tx.sessions.findByOpenCode(session.spokenCode);
    const isTaken = holder !== null && holder.id !== sessionId;
    const spokenCode = isTaken ? await freshSpokenCode(context) : session.spokenCode;
    await tx.sessions.change({ ...session, door, spokenCode });
    announce({ what: 'room', sessionId });
    return ok({});
  },
});
