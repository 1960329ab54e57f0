import { LEAVES_PER_SEAT_MAX, ok, refuse, type Result } from '@canopy/domain';
import { boardScope, defineAction, type ActionContext } from '../action.ts';
import { addDeed } from './deed.ts';
import { isHeldBack, showLeaf } from './offer-leaf.ts';
import { onBoard, tell, writerOf, type OnBoard } from './on-board.ts';

/**
 * A leaf is written. Held while people think alone, and in a youth panel until a worker has seen it
 * (people 38, 60); otherwise on the board at once. What staff type for somebody in a youth panel has
 * been seen by a worker: the one who typed it.
 */
export const leafPlace = defineAction({
  name: 'leaf:place',
  scope: (store, { boardId }) => boardScope(store, boardId),
  async run(context, { boardId, leafId: chosen, leaf, branchId, forSeat }) {
    const { tx, actor } = context;
    const found = await onBoard(context, boardId, 'live');
    if (!found.ok) return found;
    const on = found.value;
    const writing = await writerOf(context, on, forSeat);
    if (!writing.ok) return writing;
    const writer = writing.value;
    const thinking = on.stage.phase === 'think';
    // Nobody's leaf cannot be held for anybody, and shown now it would lead everyone's thinking.
    if (writer === null && thinking) return refuse('wrong-stage');

    const leafId = chosen ?? context.newId();
    if (chosen !== undefined && (await isTaken(context, chosen))) return refuse('bad-input');

    let isFirst = false;
    if (writer !== null) {
      const before = await countLeaves(context, on, writer.id);
      if (!before.ok) return before;
      isFirst = before.value === 0;
    }
    if (writer !== null && isHeldBack(on) && (thinking || actor.kind === 'seat')) {
      await tx.boards.hold({ ...leaf, id: leafId, boardId, seatId: writer.id, branchId });
      addDeed(context, boardId, { held: [{ do: 'unwrite', leafId }] });
      tell(context, on, null);
    } else {
      // A branch taken away while the phone was offline: the words arrive all the same, loose.
      const sketch = await context.house.boards.sketch(boardId, tx);
      const branch = branchId !== null && sketch?.branches.has(branchId) === true ? branchId : null;
      const shown = await showLeaf(context, on, { ...leaf, id: leafId }, writer, branch);
      if (!shown.ok) return shown;
      addDeed(context, boardId, { ops: shown.value });
      // Staff are shown how many have written nothing yet.
      if (isFirst || writer === null) tell(context, on, null);
    }
    if (writer !== null) tell(context, on, writer.id);
    return ok({ leafId });
  },
});

/** Also by a leaf that was taken away: its writer can still be looked up, and undo may bring it back. */
const isTaken = async ({ tx }: ActionContext, leafId: string): Promise<boolean> =>
  (await tx.boards.findHeld(leafId)) !== null || (await tx.boards.authorOf(leafId)) !== null;

/** Leaves of this seat that stand on the board or wait. The author table also knows those taken away. */
async function countLeaves(
  context: ActionContext,
  { boardId }: OnBoard,
  seatId: string,
): Promise<Result<number>> {
  const written = await context.tx.boards.leavesBy(boardId, seatId);
  const held = await context.tx.boards.heldBy(boardId, seatId);
  const most = new Set([...written, ...held.map(({ id }) => id)]).size;
  if (most < LEAVES_PER_SEAT_MAX) return ok(most);
  const standing = (await context.house.boards.sketch(boardId, context.tx))?.leaves;
  const real = written.filter((id) => standing?.has(id) === true).length + held.length;
  return real < LEAVES_PER_SEAT_MAX ? ok(real) : refuse('too-many');
}
