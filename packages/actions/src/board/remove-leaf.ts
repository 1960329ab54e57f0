import { boardScope, defineAction } from '../action.ts';
import { onBoard } from './on-board.ts';
import { findLeaf } from './own-leaf.ts';
import { takeAway } from './take-away.ts';

/** Staff take a leaf off the screen in one tap, shown or waiting (people 53). */
export const leafRemove = defineAction({
  name: 'leaf:remove',
  scope: (store, { boardId }) => boardScope(store, boardId),
  async run(context, { boardId, leafId }) {
    const on = await onBoard(context, boardId, 'taking-away');
    if (!on.ok) return on;
    const found = await findLeaf(context, on.value, leafId);
    if (!found.ok) return found;
    return takeAway(context, on.value, leafId, found.value);
  },
});
