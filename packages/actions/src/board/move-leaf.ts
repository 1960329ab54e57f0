import { ok, refuse } from '@canopy/domain';
import { boardScope, defineAction } from '../action.ts';
import { doOnBoard } from './change-board.ts';
import { isTogether, onBoard, tellDeeds } from './on-board.ts';

/** Anyone moves any leaf: clustering is everybody's work. */
export const leafMove = defineAction({
  name: 'leaf:move',
  scope: (store, { boardId }) => boardScope(store, boardId),
  async run(context, { boardId, leafId, branchId, before }) {
    const on = await onBoard(context, boardId, 'live');
    if (!on.ok) return on;
    if (!isTogether(on.value, context)) return refuse('wrong-stage');
    const done = await doOnBoard(context, on.value, [
      { op: 'leaf-move', leafId, branchId, before },
    ]);
    if (!done.ok) return done;
    tellDeeds(context, on.value);
    return ok({});
  },
});
