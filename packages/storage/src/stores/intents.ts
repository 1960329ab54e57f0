import type { Intents } from '../ports/intents.ts';
import { prepared } from '../prepared.ts';
import { together, type Executor } from '../row.ts';
import { nextTurn } from './board-turn.ts';

export function intents(db: Executor): Intents {
  return {
    async replyTo(intentId, by) {
      const { rows } = await prepared(db, 'reply', [intentId, by], (q, id, whom) =>
        q
          .selectFrom('intent')
          .select('reply')
          .where('intent_id', '=', id)
          .where('by_whom', '=', whom),
      );
      return rows[0]?.reply ?? null;
    },

    record: (intentId, by, sessionId, reply, deed) =>
      together(db, async (tx) => {
        const { numAffectedRows } = await (deed === undefined
          ? prepared(
              tx,
              'record',
              [intentId, by, sessionId, reply],
              (q, intent_id, by_whom, session_id, answer) =>
                q
                  .insertInto('intent')
                  .values({ intent_id, by_whom, session_id, reply: answer })
                  .onConflict((oc) => oc.columns(['intent_id', 'by_whom']).doNothing()),
            )
          : prepared(
              tx,
              'record deed',
              [
                intentId,
                by,
                sessionId,
                reply,
                deed.boardId,
                deed.inverse,
                0,
                await nextTurn(tx, deed.boardId),
              ],
              (q, intent_id, by_whom, session_id, answer, board_id, inverse, undone, turn) =>
                q
                  .insertInto('intent')
                  .values({
                    intent_id,
                    by_whom,
                    session_id,
                    reply: answer,
                    board_id,
                    inverse,
                    undone,
                    turn,
                  })
                  .onConflict((oc) => oc.columns(['intent_id', 'by_whom']).doNothing()),
            ));
        // Throws so that the transaction around it takes back the second doing of the same thing.
        if (numAffectedRows !== 1n) throw new Error('this intent was already recorded');
      }),

    async forget(sessionId) {
      await db.deleteFrom('intent').where('session_id', '=', sessionId).execute();
    },
  };
}
