import { REACTION_SETS, ok, refuse } from '@canopy/domain';
import { defineAction, sessionScope, type ActionContext } from '../action.ts';
import { openSession } from './open-room.ts';

/** Nameless: goes to a counter in memory that forgets the sender at once. Nothing is written here. */
export const sendReaction = defineAction({
  name: 'reaction:send',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  // Which leaves stand is known inside a transaction only.
  isLight: ({ leafId }) => leafId === null,
  async run(context, { sessionId, code, leafId }) {
    const { tx, house, by, afterCommit } = context;
    const session = await openSession(tx, sessionId);
    if (!session.ok) return session;
    const { stageId, reactionsOn, reactionSet, pausedReason } = session.value;
    if (pausedReason !== null) return refuse('paused');
    if (!reactionsOn) return refuse('reactions-off');
    if (stageId === null) return refuse('wrong-stage');
    if (!(REACTION_SETS[reactionSet] as readonly string[]).includes(code))
      return refuse('bad-input', 'code');
    if (leafId !== null && !(await isOnBoard(context, stageId, leafId))) return refuse('leaf-gone');
    // Over one's pace is quietly not counted: a refusal would only invite more presses.
    afterCommit(() => void house.reactions.count(sessionId, stageId, leafId, code, by));
    return ok({});
  },
});

/** Only leaves everybody can see: a made-up id may not grow the counters, nor a held leaf be found by its id. */
async function isOnBoard(
  { tx, house }: ActionContext,
  stageId: string,
  leafId: string,
): Promise<boolean> {
  const board = await tx.boards.forStage(stageId);
  const sketch = board === null ? null : await house.boards.sketch(board.boardId, tx);
  return sketch?.leaves.has(leafId) === true;
}
