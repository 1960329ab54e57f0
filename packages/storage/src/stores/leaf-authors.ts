import type { Boards } from '../ports/boards.ts';
import { prepared } from '../prepared.ts';
import type { Executor } from '../row.ts';

type LeafAuthors = Pick<Boards, 'setAuthor' | 'authorOf' | 'leavesBy' | 'authorCount'>;

export function leafAuthors(db: Executor): LeafAuthors {
  return {
    async setAuthor(leafId, boardId, seatId) {
      await prepared(db, 'author', [leafId, boardId, seatId], (q, leaf_id, board_id, seat_id) =>
        q
          .insertInto('leaf_author')
          .values({ leaf_id, board_id, seat_id })
          .onConflict((oc) =>
            oc.column('leaf_id').doUpdateSet((eb) => ({
              board_id: eb.ref('excluded.board_id'),
              seat_id: eb.ref('excluded.seat_id'),
            })),
          ),
      );
    },

    async authorOf(leafId) {
      const { rows } = await prepared(db, 'author of', [leafId], (q, id) =>
        q.selectFrom('leaf_author').select('seat_id').where('leaf_id', '=', id),
      );
      return rows[0]?.seat_id ?? null;
    },

    async leavesBy(boardId, seatId) {
      const { rows } = await prepared(db, 'leaves by', [boardId, seatId], (q, board, seat) =>
        q
          .selectFrom('leaf_author')
          .select('leaf_id')
          .where('board_id', '=', board)
          .where('seat_id', '=', seat)
          .orderBy('leaf_id'),
      );
      return rows.map((row) => row.leaf_id);
    },

    async authorCount(boardId) {
      const rows = await db
        .selectFrom('leaf_author')
        .select('seat_id')
        .where('board_id', '=', boardId)
        .union(db.selectFrom('held_leaf').select('seat_id').where('board_id', '=', boardId))
        .execute();
      return rows.length;
    },
  };
}
