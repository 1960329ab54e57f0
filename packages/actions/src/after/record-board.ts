import type { BoardContent, Leaf } from '@canopy/domain';
import type { ActionContext } from '../action.ts';
import { shuffle } from '../board/shuffle.ts';

/**
 * The board, and with it the leaves still held back when time ran out: a person who pressed send is
 * never lost. They come shuffled and without a name, since their writers had not been shown, each
 * last on the branch it was written for, or loose where that branch is gone.
 */
export async function recordBoard(
  { tx, house }: ActionContext,
  stageId: string,
): Promise<{ boardId: string; board: BoardContent }> {
  const found = await tx.boards.forStage(stageId);
  // A board stage the room never reached has no board yet.
  if (found === null) return { boardId: '', board: { branches: [], loose: [] } };
  const board = await house.boards.read(found.boardId, tx);
  if (board === null) throw new Error('a board that cannot be read');
  const known = new Set(board.branches.map(({ id }) => id));
  const rows = shuffle(await tx.boards.heldOn(found.boardId), house.randomBytes);
  const held = rows.map(({ id, kind, content, lang, branchId }): Leaf => {
    const hangs = branchId !== null && known.has(branchId);
    return { id, kind, content, lang, branchId: hangs ? branchId : null, alias: null };
  });
  const on = (branchId: string | null): Leaf[] => held.filter((leaf) => leaf.branchId === branchId);
  return {
    boardId: found.boardId,
    board: {
      branches: board.branches.map((branch) => ({
        ...branch,
        leaves: [...branch.leaves, ...on(branch.id)],
      })),
      loose: [...board.loose, ...on(null)],
    },
  };
}

/** The second lock on the promise of Hidden: whatever the document held, no alias is kept. */
export const withoutAliases = (board: BoardContent): BoardContent => {
  const bare = (leaf: Leaf): Leaf => ({ ...leaf, alias: null });
  return {
    branches: board.branches.map((branch) => ({ ...branch, leaves: branch.leaves.map(bare) })),
    loose: board.loose.map(bare),
  };
};
