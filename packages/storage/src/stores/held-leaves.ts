import { LeafInput } from '@canopy/domain';
import type { Boards, HeldLeafRow } from '../ports/boards.ts';
import { prepared } from '../prepared.ts';
import { json, together, touched, type Executor } from '../row.ts';
import type { Tables } from '../schema.ts';
import { nextTurn } from './board-turn.ts';

type HeldLeaves = Pick<
  Boards,
  'hold' | 'changeHeld' | 'dropHeld' | 'findHeld' | 'heldOn' | 'heldBy' | 'countHeld'
>;

const toHeld = (row: Tables['held_leaf']): HeldLeafRow => ({
  ...LeafInput.parse(JSON.parse(row.leaf)),
  id: row.id,
  boardId: row.board_id,
  seatId: row.seat_id,
  branchId: row.branch_id,
});

export function heldLeaves(db: Executor): HeldLeaves {
  const onBoard = (boardId: string) =>
    db.selectFrom('held_leaf').selectAll().where('board_id', '=', boardId).orderBy('turn');

  return {
    hold: (leaf) =>
      together(db, async (tx) => {
        await tx
          .insertInto('held_leaf')
          .values({
            id: leaf.id,
            board_id: leaf.boardId,
            seat_id: leaf.seatId,
            branch_id: leaf.branchId,
            leaf: json(LeafInput.parse(leaf)),
            turn: await nextTurn(tx, leaf.boardId),
          })
          .execute();
      }),

    async changeHeld(leafId, leaf) {
      return touched(
        await db
          .updateTable('held_leaf')
          .set({ leaf: json(LeafInput.parse(leaf)) })
          .where('id', '=', leafId)
          .executeTakeFirst(),
      );
    },

    async dropHeld(leafId) {
      const row = await db
        .deleteFrom('held_leaf')
        .where('id', '=', leafId)
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? null : toHeld(row);
    },

    async findHeld(leafId) {
      const row = await db
        .selectFrom('held_leaf')
        .selectAll()
        .where('id', '=', leafId)
        .executeTakeFirst();
      return row === undefined ? null : toHeld(row);
    },

    async heldOn(boardId) {
      return (await onBoard(boardId).execute()).map(toHeld);
    },

    async heldBy(boardId, seatId) {
      const { rows } = await prepared(db, 'held by', [boardId, seatId], (q, board, seat) =>
        q
          .selectFrom('held_leaf')
          .selectAll()
          .where('board_id', '=', board)
          .where('seat_id', '=', seat)
          .orderBy('turn'),
      );
      return rows.map(toHeld);
    },

    async countHeld(boardId) {
      const { rows } = await prepared(db, 'count held', [boardId], (q, board) =>
        q
          .selectFrom('held_leaf')
          .select((eb) => eb.fn.countAll().as('n'))
          .where('board_id', '=', board),
      );
      return Number(rows[0]?.n ?? 0);
    },
  };
}
