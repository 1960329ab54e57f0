import type { BoardContent, Leaf, RecordedStage } from '@canopy/domain';
import type { StoredStage } from '@canopy/storage';
import type { ActionContext } from '../action.ts';
import { shuffle } from '../board/shuffle.ts';

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

/**
 * The board, and after it the leaves still held back when time ran out: a person who pressed send is
 * never lost. They come shuffled and without a name, since their writers had not been shown.
 */
async function recordBoard(
  { tx, house }: ActionContext,
  stageId: string,
): Promise<{ boardId: string; board: BoardContent }> {
  const found = await tx.boards.forStage(stageId);
  // A board stage the room never reached has no board yet.
  if (found === null) return { boardId: '', board: { branches: [], loose: [] } };
  const board = await house.boards.read(found.boardId, tx);
  if (board === null) throw new Error('a board that cannot be read');
  const held: Leaf[] = (await tx.boards.heldOn(found.boardId)).map(({ id, kind, content, lang }) => ({
    id, kind, content, lang, branchId: null, alias: null,
  })); // prettier-ignore
  return {
    boardId: found.boardId,
    board: { ...board, loose: [...board.loose, ...shuffle(held, house.randomBytes)] },
  };
}

/** The second lock on the promise of Hidden: whatever the document held, no alias is kept. */
const withoutAliases = (board: BoardContent): BoardContent => {
  const bare = (leaf: Leaf): Leaf => ({ ...leaf, alias: null });
  return {
    branches: board.branches.map((branch) => ({ ...branch, leaves: branch.leaves.map(bare) })),
    loose: board.loose.map(bare),
  };
};
