import { boardScope, defineAction } from '../action.ts';
import { onBoard, writerOf } from './on-board.ts';
import { ownLeaf } from './own-leaf.ts';
import { takeAway } from './take-away.ts';

/** The writer takes a leaf back (people 65). */
export const leafWithdraw = defineAction({
  name: 'leaf:withdraw',
  scope: (store, { boardId }) => boardScope(store, boardId),
  async run(context, { boardId, leafId, forSeat }) {
    const on = await onBoard(context, boardId, 'taking-away');
    if (!on.ok) return on;
    const writer = await writerOf(context, on.value, forSeat);
    if (!writer.ok) return writer;
    const own = await ownLeaf(context, on.value, leafId, writer.value);
    if (!own.ok) return own;
    return takeAway(context, on.value, leafId, own.value);
  },
});
