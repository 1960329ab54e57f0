import { PERIODS } from '../data-map.ts';
import type { Audit } from '../ports/audit.ts';
import { removed, type Executor } from '../row.ts';

export function audit(db: Executor): Audit {
  return {
    async add(line) {
      await db
        .insertInto('audit_line')
        .values({
          id: line.id,
          at: line.at,
          staff_id: line.staffId,
          action: line.action,
          subject_id: line.subjectId,
          session_id: line.sessionId,
        })
        .execute();
    },

    async removeDue(now, most) {
      const due = db
        .selectFrom('audit_line')
        .select('id')
        .where('at', '<=', now - PERIODS['2 years'])
        .limit(most);
      return removed(await db.deleteFrom('audit_line').where('id', 'in', due).executeTakeFirst());
    },

    async recent(limit) {
      return db
        .selectFrom('audit_line')
        .select([
          'id',
          'at',
          'staff_id as staffId',
          'action',
          'subject_id as subjectId',
          'session_id as sessionId',
        ])
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
    },
  };
}
