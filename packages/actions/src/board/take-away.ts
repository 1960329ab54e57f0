import { ok, type Result } from '@canopy/domain';
import type { ActionContext } from '../action.ts';
import { doOnBoard } from './change-board.ts';
import { addDeed } from './deed.ts';
import { tell, type OnBoard } from './on-board.ts';
import type { FoundLeaf } from './own-leaf.ts';

/** A leaf goes, from the board or from behind it. Whoever took it away may put it back. */
export async function takeAway(
  context: ActionContext,
  on: OnBoard,
  leafId: string,
  { held, seatId }: FoundLeaf,
): Promise<Result<Record<string, never>>> {
  if (held !== null) {
    await context.tx.boards.dropHeld(leafId);
    addDeed(context, on.boardId, { held: [{ do: 'offer', row: held }] });
    tell(context, on, null);
  } else {
    const done = await doOnBoard(context, on, [{ op: 'leaf-take', leafId }]);
    if (!done.ok) return done;
    if (seatId === null || context.actor.kind === 'staff') tell(context, on, null);
  }
  if (seatId !== null) tell(context, on, seatId);
  return ok({});
}
