import type { Executor } from '../row.ts';

/** The next place in a board's own queue: an order without a clock, for held leaves and undo. */
export async function nextTurn(tx: Executor, boardId: string): Promise<number> {
  const { last_turn } = await tx
    .updateTable('board')
    .set((eb) => ({ last_turn: eb('last_turn', '+', 1) }))
    .where('id', '=', boardId)
    .returning('last_turn')
    .executeTakeFirstOrThrow();
  return last_turn;
}
