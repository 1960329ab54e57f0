import type { SeatView } from '@canopy/protocol';
import type { House } from '../house.ts';
import { heldLeaf } from './held-leaf.ts';

/** What one seat is shown about itself, and nobody else is. Null = no such seat. */
export async function readSeatView(house: House, seatId: string): Promise<SeatView | null> {
  const { store } = house;
  const seat = await store.seats.find(seatId);
  if (seat === null) return null;
  const session = await store.sessions.find(seat.sessionId);
  const stageId = session?.stageId ?? null;
  const board = stageId === null ? null : await store.boards.forStage(stageId);
  const held = board === null ? [] : await store.boards.heldBy(board.boardId, seatId);
  const written = board === null ? [] : await store.boards.leavesBy(board.boardId, seatId);
  const undoable =
    board === null ? [] : await store.boards.undoableBy(board.boardId, `seat:${seatId}`);
  const asks = await store.room.asks(seat.sessionId);
  const queue = asks.filter(({ ask }) => ask === 'speak');
  const marked = async (mark: 'checked-in' | 'more-time') =>
    stageId !== null && (await store.room.hasMark(stageId, seatId, mark));
  return {
    seatId,
    sessionId: seat.sessionId,
    alias: seat.alias,
    aliasNumber: seat.aliasNumber,
    language: seat.language,
    way: seat.way,
    state: seat.state,
    ownLeafIds: [...new Set([...written, ...held.map(({ id }) => id)])],
    held: held.map(heldLeaf),
    undoable,
    choice: stageId === null ? null : await store.votes.ballotOf(stageId, seatId),
    checkedIn: await marked('checked-in'),
    askedForTime: await marked('more-time'),
    asks: asks
      .filter((ask) => ask.seatId === seatId)
      .map((ask) => ({
        id: ask.id,
        ask: ask.ask,
        place: ask.ask === 'speak' ? queue.indexOf(ask) + 1 : null,
      })),
  };
}
