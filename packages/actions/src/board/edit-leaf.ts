import { ok } from '@canopy/domain';
import { boardScope, defineAction } from '../action.ts';
import { changeBoard, doOnBoard } from './change-board.ts';
import { addDeed } from './deed.ts';
import { onBoard, tell, writerOf } from './on-board.ts';
import { ownLeaf } from './own-leaf.ts';

/** The writer says it differently. */
export const leafEdit = defineAction({
  name: 'leaf:edit',
  scope: (store, { boardId }) => boardScope(store, boardId),
  async run(context, { boardId, leafId, kind, content, forSeat }) {
    const { tx, actor } = context;
    const found = await onBoard(context, boardId, 'live');
    if (!found.ok) return found;
    const on = found.value;
    const writer = await writerOf(context, on, forSeat);
    if (!writer.ok) return writer;
    const own = await ownLeaf(context, on, leafId, writer.value);
    if (!own.ok) return own;
    const { held, seatId } = own.value;

    if (held !== null) {
      const { lang } = held;
      await tx.boards.changeHeld(leafId, { kind, content, lang });
      const old = { kind: held.kind, content: held.content, lang };
      addDeed(context, boardId, { held: [{ do: 'change', leafId, leaf: old }] });
    } else if (on.glance && actor.kind === 'seat' && seatId !== null) {
      // Behind the glance again: else a leaf shown as "hello" could be edited into anything (people 60).
      const taken = await changeBoard(context, boardId, [{ op: 'leaf-take', leafId }]);
      if (!taken.ok) return taken;
      const was = taken.value.find((op) => op.op === 'leaf-put');
      const lang = was?.leaf.lang ?? 'en';
      const branchId = was?.branchId ?? null;
      await tx.boards.hold({ id: leafId, boardId, seatId, branchId, kind, content, lang });
      addDeed(context, boardId, {
        held: [{ do: 'drop', leafId }],
        ops: taken.value,
      });
      tell(context, on, null);
    } else {
      const done = await doOnBoard(context, on, [{ op: 'leaf-edit', leafId, kind, content }]);
      if (!done.ok) return done;
    }
    tell(context, on, seatId);
    return ok({});
  },
});
