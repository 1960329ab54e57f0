import { prepared } from '../prepared.ts';
import type { Executor } from '../row.ts';

/** The next place in a board's own queue: an order without a clock, for held leaves and undo. */
export async function nextTurn(tx: Executor, boardId: string): Promise<number> {
  const { rows } = await prepared(tx, 'next turn', [1, boardId], (q, one, id) =>
    q
      .updateTable('board')
      .set((eb) => ({ last_turn: eb('last_turn', '+', one) }))
      .where('id', '=', id)
      .returning('last_turn'),
  );
  const turn = rows[0]?.last_turn;
  if (turn === undefined) throw new Error('no such board');
  return turn;
}
