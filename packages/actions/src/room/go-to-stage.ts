import { ok, refuse } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { enterStage } from './enter-stage.ts';
import { leads, openSession } from './open-room.ts';

/** Any stage, back and forth: the order is a plan, not a rail. */
export const goToStage = defineAction({
  name: 'stage:go',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run(context, { sessionId, stageId }) {
    const { tx, actor, announce } = context;
    const session = await openSession(tx, sessionId);
    if (!session.ok) return session;
    if (!leads(actor, session.value)) return refuse('needs-lead');
    const stage = await tx.sessions.findStage(stageId);
    if (stage === null || stage.sessionId !== sessionId || stage.deletedAt !== null)
      return refuse('not-found');
    // Two presses of "Move on" are one: the clock of a stage does not start again.
    if (session.value.stageId === stageId) return ok({});
    const entered = await enterStage(context, session.value, stage);
    if (!entered.ok) return entered;
    announce({ what: 'room', sessionId });
    return ok({});
  },
});
