import { isLooser, ok, refuse, type Result, type StageInput } from '@canopy/domain';
import type { Store, StoredStage } from '@canopy/storage';
import { defineAction, stageScope } from '../action.ts';
import { isOver, isReached } from './plannable.ts';
import { replantBoard } from './seed-board.ts';

export const editStage = defineAction({
  name: 'stage:edit',
  scope: (store, { stageId }) => stageScope(store, stageId),
  async run(context, { stageId, stage: input }) {
    const { tx, announce } = context;
    const stage = await tx.sessions.findStage(stageId);
    const session = stage === null ? null : await tx.sessions.find(stage.sessionId);
    if (stage === null || session === null || stage.deletedAt !== null) return refuse('not-found');
    if (isOver(session)) return refuse('session-closed');
    if (stage.kind !== input.kind) return refuse('bad-input', 'stage.kind');

    const reached = await isReached(tx, session, stageId);
    if (reached) {
      const refused = await refusedNow(tx, stage, input);
      if (refused !== null) return refused;
    }
    const { sessionId, position } = stage;
    const changed = { ...input, id: stageId, sessionId, position };
    await tx.sessions.changeStage(changed);
    if (session.state === 'open' && !reached && changed.kind === 'board') {
      const planted = await replantBoard(context, changed);
      if (!planted.ok) return planted;
    }
    announce({ what: 'room', sessionId });
    return ok({});
  },
});

/**
 * Once people have been asked, only the promise may change, and only for the stricter: somebody may
 * have written under it on a phone that is offline, and their words would arrive with their name.
 */
async function refusedNow(
  tx: Store,
  stage: StoredStage,
  input: StageInput,
): Promise<Result<never> | null> {
  if (!('privacy' in stage) || !('privacy' in input)) return refuse('wrong-stage');
  if (isLooser(stage.privacy, input.privacy)) return refuse('level-only-stricter');
  if (!sameBut(stage, input)) return refuse('wrong-stage');
  // Names already written into a board's document cannot be taken back by a setting.
  if (stage.kind === 'board' && stage.privacy !== input.privacy && (await hasLeaves(tx, stage)))
    return refuse('wrong-stage');
  return null;
}

async function hasLeaves(tx: Store, stage: StoredStage): Promise<boolean> {
  const board = await tx.boards.forStage(stage.id);
  return board !== null && (await tx.boards.authorCount(board.boardId)) > 0;
}

/** Whether nothing but the privacy level differs. */
function sameBut(stage: StoredStage, input: StageInput): boolean {
  return Object.entries(input).every(
    ([key, value]) =>
      key === 'privacy' || JSON.stringify(Reflect.get(stage, key)) === JSON.stringify(value),
  );
}
