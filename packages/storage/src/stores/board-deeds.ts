import type { BoardDeed, Boards } from '../ports/boards.ts';
import { prepared } from '../prepared.ts';
import { together, type Executor } from '../row.ts';
import type { Tables } from '../schema.ts';
import { nextTurn } from './board-turn.ts';

/** How far back somebody can undo. */
const DEEDS_KEPT = 50;

type BoardDeeds = Pick<Boards, 'addDeed' | 'findDeed' | 'markUndone' | 'deedsBy' | 'forgetDeeds'>;

const toDeed = (row: Tables['board_deed']): BoardDeed => ({
  intentId: row.intent_id,
  boardId: row.board_id,
  by: row.by_whom,
  inverse: row.inverse,
  undone: row.undone === 1,
});

export function boardDeeds(db: Executor): BoardDeeds {
  return {
    addDeed: (deed) =>
      together(db, async (tx) => {
        const turn = await nextTurn(tx, deed.boardId);
        await prepared(
          tx,
          'add deed',
          [deed.intentId, deed.by, deed.boardId, deed.inverse, 0, turn],
          (q, intent_id, by_whom, board_id, inverse, undone, at) =>
            q
              .insertInto('board_deed')
              .values({ intent_id, by_whom, board_id, inverse, undone, turn: at }),
        );
      }),

    async findDeed(intentId, by) {
      const row = await db
        .selectFrom('board_deed')
        .selectAll()
        .where('intent_id', '=', intentId)
        .where('by_whom', '=', by)
        .executeTakeFirst();
      return row === undefined ? null : toDeed(row);
    },

    async markUndone(intentId) {
      await db
        .updateTable('board_deed')
        .set({ undone: 1 })
        .where('intent_id', '=', intentId)
        .execute();
    },

    async deedsBy(boardId, by) {
      const { rows } = await prepared(
        db,
        'deeds by',
        [boardId, by, 0, DEEDS_KEPT],
        (q, board, whom, undone, most) =>
          q
            .selectFrom('board_deed')
            .selectAll()
            .where('board_id', '=', board)
            .where('by_whom', '=', whom)
            .where('undone', '=', undone)
            .orderBy('turn', 'desc')
            .limit(most),
      );
      return rows.map(toDeed).reverse();
    },

    async forgetDeeds(sessionId) {
      await db
        .deleteFrom('board_deed')
        .where('board_id', 'in', (eb) =>
          eb.selectFrom('board').select('board.id').where('board.session_id', '=', sessionId),
        )
        .execute();
    },
  };
}
