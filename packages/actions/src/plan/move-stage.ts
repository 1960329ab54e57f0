import { ok, refuse } from '@canopy/domain';
import { defineAction, stageScope } from '../action.ts';
import { refusedPlanChange } from './plannable.ts';

export const moveStage = defineAction({
  name: 'stage:move',
  scope: (store, { stageId }) => stageScope(store, stageId),
  async run({ tx, announce }, { stageId, to }) {
    const stage = await tx.sessions.findStage(stageId);
    const session = stage === null ? null : await tx.sessions.find(stage.sessionId);
    if (stage === null || session === null || stage.deletedAt !== null) return refuse('not-found');
    const refused = await refusedPlanChange(tx, session, stageId);
    if (refused !== null) return refused;
    const ids = (await tx.sessions.stages(session.id)).map(({ id }) => id);
    const others = ids.filter((id) => id !== stageId);
    await tx.sessions.orderStages(session.id, others.toSpliced(to, 0, stageId));
    announce({ what: 'room', sessionId: session.id });
    return ok({});
  },
});
