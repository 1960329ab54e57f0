import { ok, refuse, type StageInput } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { blankSession } from './codes.ts';

/**
 * The same plan once more: every stage under a new id, its own link and code, nobody in it. Title
 * and date stay as they were, for nobody but staff knows when the group meets next.
 */
export const duplicateSession = defineAction({
  name: 'session:duplicate',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run(context, { sessionId }) {
    const { tx, newId } = context;
    const original = await tx.sessions.find(sessionId);
    if (original === null) return refuse('not-found');
    const { groupId, title, startsAt, reactionSet, reactionsOn } = original;
    const copy = await blankSession(context, {
      groupId,
      title,
      startsAt,
      reactionSet,
      reactionsOn,
    });
    await tx.sessions.add(copy);
    const stages = await tx.sessions.stages(sessionId);
    const newIds = new Map(stages.map(({ id }) => [id, newId()]));
    for (const { phase: _phase, deletedAt: _deletedAt, ...stage } of stages)
      await tx.sessions.addStage({
        ...withBoards(stage, newIds),
        id: newIds.get(stage.id) ?? newId(),
        sessionId: copy.id,
        position: stage.position,
      });
    return ok({ sessionId: copy.id });
  },
});

/** A vote on an earlier board asks about the copied board, not the old one. */
function withBoards<S extends StageInput>(stage: S, newIds: ReadonlyMap<string, string>): S {
  if (stage.kind !== 'vote' || stage.vote.source.from === 'list') return stage;
  const { source } = stage.vote;
  const boardStageId =
    source.boardStageId === null ? null : (newIds.get(source.boardStageId) ?? null);
  return { ...stage, vote: { ...stage.vote, source: { ...source, boardStageId } } };
}
