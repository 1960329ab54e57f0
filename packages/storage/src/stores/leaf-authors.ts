import type { Boards } from '../ports/boards.ts';
import type { Executor } from '../row.ts';

type LeafAuthors = Pick<Boards, 'setAuthor' | 'authorOf' | 'leavesBy' | 'authorCount'>;

export function leafAuthors(db: Executor): LeafAuthors {
  return {
    async setAuthor(leafId, boardId, seatId) {
      await db
        .insertInto('leaf_author')
        .values({ leaf_id: leafId, board_id: boardId, seat_id: seatId })
        .onConflict((oc) =>
          oc.column('leaf_id').doUpdateSet({ board_id: boardId, seat_id: seatId }),
        )
        .execute();
    },

    async authorOf(leafId) {
      const row = await db
        .selectFrom('leaf_author')
        .select('seat_id')
        .where('leaf_id', '=', leafId)
        .executeTakeFirst();
      return row?.seat_id ?? null;
    },

    async leavesBy(boardId, seatId) {
      const rows = await db
        .selectFrom('leaf_author')
        .select('leaf_id')
        .where('board_id', '=', boardId)
        .where('seat_id', '=', seatId)
        .orderBy('leaf_id')
        .execute();
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
