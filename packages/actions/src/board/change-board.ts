import type { BoardOp } from '@canopy/board';
import { ok, type Result } from '@canopy/domain';
import type { ActionContext } from '../action.ts';
import { addDeed } from './deed.ts';
import type { OnBoard } from './on-board.ts';

/** Changes the board now, shows it after the commit. Returns what undoes it. */
export async function changeBoard(
  { house, tx, afterCommit, ifTakenBack }: ActionContext,
  boardId: string,
  ops: readonly BoardOp[],
): Promise<Result<BoardOp[]>> {
  const changed = await house.boards.change(tx, boardId, ops);
  if (!changed.ok) return changed;
  afterCommit(changed.value.publish);
  ifTakenBack(changed.value.takeBack);
  return ok(changed.value.inverse);
}

/** Changes the board as something that can be undone by whoever did it. */
export async function doOnBoard(
  context: ActionContext,
  on: OnBoard,
  ops: readonly BoardOp[],
): Promise<Result<null>> {
  const changed = await changeBoard(context, on.boardId, ops);
  if (!changed.ok) return changed;
  addDeed(context, on.boardId, { ops: changed.value });
  return ok(null);
}
