import type { Intents } from '../ports/intents.ts';
import { touched, type Executor } from '../row.ts';

export function intents(db: Executor): Intents {
  return {
    async replyTo(intentId, by) {
      const row = await db
        .selectFrom('intent')
        .select('reply')
        .where('intent_id', '=', intentId)
        .where('by_whom', '=', by)
        .executeTakeFirst();
      return row?.reply ?? null;
    },

    async record(intentId, by, sessionId, reply) {
      const recorded = await db
        .insertInto('intent')
        .values({ intent_id: intentId, by_whom: by, session_id: sessionId, reply })
        .onConflict((oc) => oc.columns(['intent_id', 'by_whom']).doNothing())
        .executeTakeFirst();
      // Throws so that the transaction around it takes back the second doing of the same thing.
      if (!touched(recorded)) throw new Error('this intent was already recorded');
    },

    async forget(sessionId) {
      await db.deleteFrom('intent').where('session_id', '=', sessionId).execute();
    },
  };
}
