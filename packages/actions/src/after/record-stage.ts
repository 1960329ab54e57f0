import type { RecordedStage } from '@canopy/domain';
import type { StoredStage } from '@canopy/storage';
import type { ActionContext } from '../action.ts';
import { recordBoard, withoutAliases } from './record-board.ts';

/** One stage as it ended. */
export async function recordStage(
  context: ActionContext,
  stage: StoredStage,
  spentMs: number | null,
): Promise<RecordedStage> {
  const { tx } = context;
  const reactions = await tx.room.reactionTotals(stage.id);
  const { id, name, rung } = stage;
  const base = { id, name, rung, spentMs, reactions: reactions.stage };
  switch (stage.kind) {
    case 'check-in':
      return { ...base, kind: 'check-in', totals: await tx.room.checkInTotals(stage.id) };
    case 'vote':
      return {
        ...base,
        kind: 'vote',
        question: stage.question,
        privacy: stage.privacy,
        result: (await tx.votes.find(stage.id))?.result ?? null,
      };
    case 'board': {
      const { boardId, board } = await recordBoard(context, stage.id);
      const there = new Set(
        [...board.branches.flatMap((b) => b.leaves), ...board.loose].map((leaf) => leaf.id),
      );
      return {
        ...base,
        kind: 'board',
        boardId,
        question: stage.question,
        privacy: stage.privacy,
        board: stage.privacy === 'named' ? board : withoutAliases(board),
        // A leaf somebody took back takes its reactions with it.
        leafReactions: Object.fromEntries(
          Object.entries(reactions.leaves).filter(([leafId]) => there.has(leafId)),
        ),
      };
    }
    case 'welcome':
    case 'talk':
    case 'break':
    case 'close':
      return { ...base, kind: stage.kind };
  }
}
