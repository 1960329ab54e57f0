import { ok, refuse } from '@canopy/domain';
import { boardScope, defineAction } from '../action.ts';
import { openSession } from '../room/open-room.ts';

/**
 * Staff look up which alias wrote a leaf, to look after a person. At both levels the group was told
 * that staff can; the dispatcher writes each look into the audit. Not after the session: aliases end
 * with it.
 */
export const leafWho = defineAction({
  name: 'leaf:who',
  scope: (store, { boardId }) => boardScope(store, boardId),
  async run({ tx }, { boardId, leafId }) {
    const board = await tx.boards.find(boardId);
    if (board === null) return refuse('not-found');
    const session = await openSession(tx, board.sessionId);
    if (!session.ok) return session;
    const held = await tx.boards.findHeld(leafId);
    const seatId = held?.boardId === boardId ? held.seatId : await tx.boards.authorOf(leafId);
    const seat = seatId === null ? null : await tx.seats.find(seatId);
    // A leaf of another board would let one panel's worker look into another panel.
    if (seat === null || seat.sessionId !== board.sessionId) return refuse('not-found');
    return ok({ alias: seat.alias, aliasNumber: seat.aliasNumber });
  },
});
