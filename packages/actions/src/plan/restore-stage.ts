import { STAGES_MAX, ok, refuse } from '@canopy/domain';
import { defineAction, stageScope } from '../action.ts';
import { refusedPlanChange } from './plannable.ts';
import { replantBoard } from './seed-board.ts';

export const restoreStage = defineAction({
  name: 'stage:restore',
  scope: (store, { stageId }) => stageScope(store, stageId),
  async run(context, { stageId }) {
    const { tx, announce } = context;
    const stage = await tx.sessions.findStage(stageId);
    const session = stage === null ? null : await tx.sessions.find(stage.sessionId);
    if (stage === null || session === null) return refuse('not-found');
    if (stage.deletedAt === null) return ok({});
    const refused = await refusedPlanChange(tx, session, null);
    if (refused !== null) return refused;
    const ids = (await tx.sessions.stages(session.id)).map(({ id }) => id);
    if (ids.length >= STAGES_MAX) return refuse('too-many');
    await tx.sessions.setStageDeleted(stageId, null);
    await tx.sessions.orderStages(session.id, ids.toSpliced(stage.position, 0, stageId));
    // It may have been put aside before the session opened and so have no board yet.
    if (session.state === 'open' && stage.kind === 'board') {
      const planted = await replantBoard(context, stage);
      if (!planted.ok) return planted;
    }
    announce({ what: 'room', sessionId: session.id });
    return ok({});
  },
});
