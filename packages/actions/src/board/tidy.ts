import type { BoardOp } from '@canopy/board';
import { ok, type ActName, type Result } from '@canopy/domain';
import type { CommandPayload } from '@canopy/protocol';
import { boardScope, type Action, type ActionContext } from '../action.ts';
import { doOnBoard } from './change-board.ts';
import { onBoard, tellDeeds } from './on-board.ts';

type TidyName = 'branch:rename' | 'branch:move' | 'branch:merge' | 'branch:remove';

/** Staff put the branches in order: one operation, under the pause too, undone by whoever did it. */
export const tidyAction = <A extends ActName & TidyName>(
  name: A,
  opOf: (input: CommandPayload<A>) => BoardOp,
) => ({
  name,
  scope: ((store, { boardId }) => boardScope(store, boardId)) as Action<A>['scope'],
  async run(
    context: ActionContext,
    input: CommandPayload<A>,
  ): Promise<Result<Record<string, never>>> {
    const on = await onBoard(context, input.boardId, 'staff');
    if (!on.ok) return on;
    const done = await doOnBoard(context, on.value, [opOf(input)]);
    if (!done.ok) return done;
    tellDeeds(context, on.value);
    return ok({});
  },
});
