import type { SessionRecord } from '@canopy/domain';
import type { Outcomes } from '../ports/outcomes.ts';
import { fromJson, json, touched, type Executor } from '../row.ts';
import { themes } from './themes.ts';
import { workStrands } from './work-strands.ts';

export function outcomes(db: Executor): Outcomes {
  return {
    ...themes(db),
    ...workStrands(db),

    async writeRecord(record) {
      const written = await db
        .insertInto('session_record')
        .values({
          session_id: record.sessionId,
          record: json(record),
          signed_off_at: null,
          signed_off_by: null,
        })
        .onConflict((oc) => oc.column('session_id').doNothing())
        .executeTakeFirst();
      if (!touched(written)) throw new Error('this session already has its record');
    },

    async readRecord(sessionId) {
      const row = await db
        .selectFrom('session_record')
        .selectAll()
        .where('session_id', '=', sessionId)
        .executeTakeFirst();
      if (row === undefined) return null;
      return {
        record: fromJson<SessionRecord>(row.record),
        signedOffAt: row.signed_off_at,
        signedOffBy: row.signed_off_by,
      };
    },

    async signOff(sessionId, staffId, at) {
      return touched(
        await db
          .updateTable('session_record')
          .set({ signed_off_at: at, signed_off_by: staffId })
          .where('session_id', '=', sessionId)
          .where('signed_off_at', 'is', null)
          .executeTakeFirst(),
      );
    },
  };
}
