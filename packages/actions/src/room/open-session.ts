import { ok, refuse } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { makeBoard } from '../plan/seed-board.ts';
import { hasEnoughAdults } from './adults.ts';
import { enterStage } from './enter-stage.ts';
import { staffOf } from './open-room.ts';

/** The room begins: the plan becomes boards, the opener holds the lead, everyone is in the first stage. */
export const openSessionAction = defineAction({
  name: 'session:open',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run(context, { sessionId }) {
    const { tx, house, actor, now, announce } = context;
    const session = await tx.sessions.find(sessionId);
    if (session === null) return refuse('not-found');
    if (session.state === 'open') return refuse('session-open-already');
    if (session.state !== 'planned') return refuse('session-closed');
    if (!(await hasEnoughAdults(house, tx, session))) return refuse('needs-two-adults');

    const stages = await tx.sessions.stages(sessionId);
    const first = stages[0];
    if (first === undefined) return refuse('bad-input', 'stages');
    for (const stage of stages) {
      if (stage.kind !== 'board') continue;
      const made = await makeBoard(context, stage);
      if (!made.ok) return made;
    }
    const entered = await enterStage(
      context,
      { ...session, state: 'open', openedAt: now, leadStaffId: staffOf(actor).id },
      first,
    );
    if (!entered.ok) return entered;
    announce({ what: 'room', sessionId });
    return ok({});
  },
});
