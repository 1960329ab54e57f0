import { ok, type BoardStage, type Result } from '@canopy/domain';
import type { BoardOp } from '@canopy/board';
import type { ActionContext } from '../action.ts';
import { changeBoard } from '../board/change-board.ts';

/**
 * A board is made when its session opens (or when its stage joins an open session), never at plan
 * time: until then its branches are words in a plan, edited as freely as any other, and there is no
 * document that could disagree with them.
 */
export async function makeBoard(context: ActionContext, stage: BoardStage): Promise<Result<null>> {
  const boardId = context.newId();
  await context.tx.boards.create({ boardId, sessionId: stage.sessionId, stageId: stage.id });
  return plant(context, boardId, stage, []);
}

/** The plan of a stage nobody has reached was edited after its board was made. */
export async function replantBoard(
  context: ActionContext,
  stage: BoardStage,
): Promise<Result<null>> {
  const board = await context.tx.boards.forStage(stage.id);
  if (board === null) return makeBoard(context, stage);
  const content = await context.house.boards.read(board.boardId, context.tx);
  const old = content?.branches.map(({ id }): BoardOp => ({ op: 'branch-take', branchId: id }));
  return plant(context, board.boardId, stage, old ?? []);
}

async function plant(
  context: ActionContext,
  boardId: string,
  stage: BoardStage,
  first: readonly BoardOp[],
): Promise<Result<null>> {
  const ops: BoardOp[] = [
    ...first,
    ...stage.branches.map((title): BoardOp => ({
      op: 'branch-put',
      branch: { id: context.newId(), title },
      before: null,
    })),
  ];
  if (ops.length === 0) return ok(null);
  const changed = await changeBoard(context, boardId, ops);
  return changed.ok ? ok(null) : changed;
}
