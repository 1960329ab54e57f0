import { ok, refuse } from '@canopy/domain';
import { boardScope, defineAction } from '../action.ts';
import { markOf } from '../read/held-leaf.ts';
import { changeBoard } from './change-board.ts';
import { putOp } from './offer-leaf.ts';
import { onBoard, tell } from './on-board.ts';
import { shuffle } from './shuffle.ts';

/**
 * Staff show what was held back: all of it, or the leaves named. Shuffled, in one batch, so neither
 * order nor time says who wrote what. The first reveal ends thinking alone. No deed is kept: what
 * everyone has read cannot be unread, and a leaf can still be removed.
 */
export const boardReveal = defineAction({
  name: 'board:reveal',
  scope: (store, { boardId }) => boardScope(store, boardId),
  async run(context, { boardId, leafIds, marks }) {
    const { tx, house } = context;
    const found = await onBoard(context, boardId, leafIds === undefined ? 'staff' : 'showing');
    if (!found.ok) return found;
    const on = found.value;
    const wanted = leafIds === undefined ? null : new Set(leafIds);
    // Between a worker's look and their press a leaf may be edited, or another come (people 60).
    const read = on.glance && marks !== undefined ? new Set(marks) : null;
    const held = (await tx.boards.heldOn(boardId))
      .filter(({ id }) => wanted?.has(id) ?? true)
      .filter((leaf) => read?.has(markOf(leaf)) ?? true);
    // Withdrawn by its writer a moment ago.
    if (wanted !== null && wanted.size > 0 && held.length === 0) return refuse('leaf-gone');

    const seats = new Map((await tx.seats.all(on.sessionId)).map((seat) => [seat.id, seat]));
    const shown = shuffle(held, house.randomBytes);
    for (const { id, seatId } of shown) {
      await tx.boards.dropHeld(id);
      await tx.boards.setAuthor(id, boardId, seatId);
    }
    // Where its writer put it, unless that branch has gone since: then loose, never lost.
    const branches = (await house.boards.sketch(boardId, tx))?.branches;
    const placeOf = (wish: string | null) =>
      wish !== null && branches?.has(wish) === true ? wish : null;
    const ops = shown.map((leaf) =>
      putOp(on, leaf, seats.get(leaf.seatId) ?? null, placeOf(leaf.branchId)),
    );
    const changed = await changeBoard(context, boardId, ops);
    if (!changed.ok) return changed;
    if (on.stage.phase === 'think') await tx.sessions.setPhase(on.stage.id, 'place');

    tell(context, on, null);
    for (const seatId of new Set(shown.map((leaf) => leaf.seatId))) tell(context, on, seatId);
    return ok({});
  },
});
