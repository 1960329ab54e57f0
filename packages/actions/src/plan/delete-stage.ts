import { ok, refuse } from '@canopy/domain';
import { defineAction, stageScope } from '../action.ts';
import { refusedPlanChange } from './plannable.ts';

/** Put aside with its words: `stage:restore` brings it back where it stood. */
export const deleteStage = defineAction({
  name: 'stage:delete',
  scope: (store, { stageId }) => stageScope(store, stageId),
  async run({ tx, now, announce }, { stageId }) {
    const stage = await tx.sessions.findStage(stageId);
    const session = stage === null ? null : await tx.sessions.find(stage.sessionId);
    if (stage === null || session === null || stage.deletedAt !== null) return refuse('not-found');
    const refused = await refusedPlanChange(tx, session, stageId);
    if (refused !== null) return refused;
    await tx.sessions.setStageDeleted(stageId, now);
    announce({ what: 'room', sessionId: session.id });
    return ok({});
  },
});
