import type { SeatView } from '@canopy/protocol';
import type { RaisedAsk, StoredSeat } from '@canopy/storage';
import type { House } from '../house.ts';
import { heldLeaf } from './held-leaf.ts';

type Mark = 'checked-in' | 'more-time';

/** What seats of one session have in common, and whether any of them has what is each one's own. */
type Around = {
  sessionId: string;
  stageId: string | null;
  boardId: string | null;
  asks: readonly RaisedAsk[];
  any: Record<Mark | 'held' | 'ballot', boolean>;
};

/** What one seat is shown about itself, and nobody else is. Null = no such seat. */
export async function readSeatView(house: House, seatId: string): Promise<SeatView | null> {
  const seat = await house.store.seats.find(seatId);
  if (seat === null) return null;
  const around = await readAround(house, seat.sessionId);
  return viewOf(house, seat, { ...around, any: ANY });
}

/**
 * The same for many seats of one session in one moment: what is true of all of them is read once, so
 * use what it gives at once and ask for it anew the next time.
 */
export async function seatViewsIn(
  house: House,
  sessionId: string,
): Promise<(seatId: string) => Promise<SeatView | null>> {
  const around = await readAround(house, sessionId);
  const any = await whatAnyHas(house, around);
  return async (seatId) => {
    const seat = await house.store.seats.find(seatId);
    return seat?.sessionId === sessionId ? viewOf(house, seat, { ...around, any }) : null;
  };
}

const ANY: Around['any'] = { held: true, ballot: true, 'checked-in': true, 'more-time': true };

async function readAround({ store }: House, sessionId: string): Promise<Omit<Around, 'any'>> {
  const stageId = (await store.sessions.find(sessionId))?.stageId ?? null;
  const board = stageId === null ? null : await store.boards.forStage(stageId);
  const asks = await store.room.asks(sessionId);
  return { sessionId, stageId, boardId: board?.boardId ?? null, asks };
}

async function whatAnyHas(
  { store }: House,
  { stageId, boardId }: Omit<Around, 'any'>,
): Promise<Around['any']> {
  const { boards, votes, room } = store;
  const marked = async (mark: Mark) =>
    stageId !== null && (await room.countMarks(stageId, mark)) > 0;
  return {
    held: boardId !== null && (await boards.countHeld(boardId)) > 0,
    ballot: stageId !== null && (await votes.countBallots(stageId)) > 0,
    'checked-in': await marked('checked-in'),
    'more-time': await marked('more-time'),
  };
}

async function viewOf({ store }: House, seat: StoredSeat, around: Around): Promise<SeatView> {
  const { id: seatId } = seat;
  const { sessionId, stageId, boardId, asks, any } = around;
  const held = boardId === null || !any.held ? [] : await store.boards.heldBy(boardId, seatId);
  const written = boardId === null ? [] : await store.boards.leavesBy(boardId, seatId);
  const undoable = boardId === null ? [] : await store.boards.undoableBy(boardId, `seat:${seatId}`);
  const queue = asks.filter(({ ask }) => ask === 'speak');
  const marked = async (mark: Mark) =>
    stageId !== null && any[mark] && (await store.room.hasMark(stageId, seatId, mark));
  return {
    seatId,
    sessionId,
    alias: seat.alias,
    aliasNumber: seat.aliasNumber,
    language: seat.language,
    way: seat.way,
    state: seat.state,
    ownLeafIds: [...new Set([...written, ...held.map(({ id }) => id)])],
    held: held.map(heldLeaf),
    undoable,
    choice: stageId === null || !any.ballot ? null : await store.votes.ballotOf(stageId, seatId),
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
