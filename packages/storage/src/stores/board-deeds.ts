import type { BoardDeed, Boards } from '../ports/boards.ts';
import { prepared } from '../prepared.ts';
import type { Executor } from '../row.ts';
import type { Tables } from '../schema.ts';

/** How far back somebody can undo. */
const DEEDS_KEPT = 50;

type BoardDeeds = Pick<Boards, 'findDeed' | 'markUndone' | 'undoableBy'>;

/** Empty for an intent that did nothing to a board. */
const toDeed = (row: Tables['intent']): BoardDeed[] =>
  row.board_id === null || row.inverse === null
    ? []
    : [
        {
          intentId: row.intent_id,
          boardId: row.board_id,
          by: row.by_whom,
          inverse: row.inverse,
          undone: row.undone === 1,
        },
      ];

export function boardDeeds(db: Executor): BoardDeeds {
  return {
    async findDeed(intentId, by) {
      const row = await db
        .selectFrom('intent')
        .selectAll()
        .where('intent_id', '=', intentId)
        .where('by_whom', '=', by)
        .executeTakeFirst();
      return (row === undefined ? undefined : toDeed(row)[0]) ?? null;
    },

    async markUndone(intentId) {
      await db
        .updateTable('intent')
        .set({ undone: 1 })
        .where('intent_id', '=', intentId)
        .where('inverse', 'is not', null)
        .execute();
    },

    // By session, person and turn, as the index has them: the newest are at its end. Names only: asked
    // for everybody who comes in, and how to undo is long.
    async undoableBy(boardId, by) {
      const { rows } = await prepared(
        db,
        'undoable by',
        [boardId, by, boardId, 0, DEEDS_KEPT],
        (q, board, whom, onBoard, undone, most) =>
          q
            .selectFrom('intent')
            .select('intent_id')
            .where('session_id', '=', (eb) =>
              eb.selectFrom('board').select('board.session_id').where('board.id', '=', board),
            )
            .where('by_whom', '=', whom)
            .where('board_id', '=', onBoard)
            .where('undone', '=', undone)
            .orderBy('turn', 'desc')
            .limit(most),
      );
      return rows.map(({ intent_id }) => intent_id).reverse();
    },
  };
}
