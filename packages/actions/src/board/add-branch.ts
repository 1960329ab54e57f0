import { ok, oneLanguage, refuse } from '@canopy/domain';
import { boardScope, defineAction } from '../action.ts';
import { doOnBoard } from './change-board.ts';
import { isTogether, onBoard, tellDeeds } from './on-board.ts';

/** The blank branch: anyone may name a theme nobody had thought of; in a youth panel by asking staff. */
export const branchAdd = defineAction({
  name: 'branch:add',
  scope: (store, { boardId }) => boardScope(store, boardId),
  async run(context, { boardId, title, lang }) {
    const { actor } = context;
    const on = await onBoard(context, boardId, 'live');
    if (!on.ok) return on;
    if (!isTogether(on.value, context)) return refuse('wrong-stage');
    // A title is free text that everyone sees at once: with children, staff write it (people 60).
    if (on.value.glance && actor.kind === 'seat') return refuse('not-allowed');
    const branchId = context.newId();
    const branch = { id: branchId, title: oneLanguage(title, lang) };
    const done = await doOnBoard(context, on.value, [{ op: 'branch-put', branch, before: null }]);
    if (!done.ok) return done;
    tellDeeds(context, on.value);
    return ok({ branchId });
  },
});
