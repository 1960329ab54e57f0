import { STAGES_MAX, ok, refuse } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { refusedPlanChange } from './plannable.ts';
import { makeBoard } from './seed-board.ts';

export const addStage = defineAction({
  name: 'stage:add',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run(context, { sessionId, stage: input }) {
    const { tx, newId, announce } = context;
    const session = await tx.sessions.find(sessionId);
    if (session === null) return refuse('not-found');
    const refused = await refusedPlanChange(tx, session, null);
    if (refused !== null) return refused;
    const stages = await tx.sessions.stages(sessionId);
    if (stages.length >= STAGES_MAX) return refuse('too-many');

    const stage = { ...input, id: newId(), sessionId, position: stages.length };
    await tx.sessions.addStage(stage);
    // Every session ends with its close: a new stage goes in front of it.
    const last = stages.at(-1);
    const ids = stages.map(({ id }) => id);
    await tx.sessions.orderStages(
      sessionId,
      last?.kind === 'close' ? [...ids.slice(0, -1), stage.id, last.id] : [...ids, stage.id],
    );
    if (session.state === 'open' && stage.kind === 'board') {
      const made = await makeBoard(context, stage);
      if (!made.ok) return made;
    }
    announce({ what: 'room', sessionId });
    return ok({ stageId: stage.id });
  },
});
