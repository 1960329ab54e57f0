import type { Kysely } from 'kysely';

/** Both outlive what they speak of, so neither has a foreign key. */
export const intentsAndAudit = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('intent')
      .addColumn('intent_id', 'text', (c) => c.notNull())
      .addColumn('by_whom', 'text', (c) => c.notNull())
      .addColumn('session_id', 'text')
      .addColumn('reply', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('intent_pk', ['intent_id', 'by_whom'])
      .execute();
    await db.schema.createIndex('intent_by_session').on('intent').column('session_id').execute();

    await db.schema
      .createTable('audit_line')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('staff_id', 'text', (c) => c.notNull())
      .addColumn('action', 'text', (c) => c.notNull())
      .addColumn('subject_id', 'text')
      .addColumn('session_id', 'text')
      .execute();
    await db.schema.createIndex('audit_line_by_time').on('audit_line').column('at').execute();
  },
};
