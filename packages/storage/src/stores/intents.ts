import type { Intents } from '../ports/intents.ts';
import { prepared } from '../prepared.ts';
import type { Executor } from '../row.ts';

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

    async record(intentId, by, sessionId, reply) {
      const { numAffectedRows } = await prepared(
        db,
        'record',
        [intentId, by, sessionId, reply],
        (q, intent_id, by_whom, session_id, answer) =>
          q
            .insertInto('intent')
            .values({ intent_id, by_whom, session_id, reply: answer })
            .onConflict((oc) => oc.columns(['intent_id', 'by_whom']).doNothing()),
      );
      // Throws so that the transaction around it takes back the second doing of the same thing.
      if (numAffectedRows !== 1n) throw new Error('this intent was already recorded');
    },

    async forget(sessionId) {
      await db.deleteFrom('intent').where('session_id', '=', sessionId).execute();
    },
  };
}
