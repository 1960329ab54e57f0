import type { Kysely } from 'kysely';

/**
 * Foreign keys hold the spine together (group, session, stage, board, vote). Rows that point at a
 * seat carry no key to it: what links a person to words is erased on its own schedule, and a key
 * would either block that or drag counts along with it.
 */
export const sessionsAndSeats = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('session')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('group_id', 'text', (c) => c.notNull().references('member_group.id'))
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('starts_at', 'bigint', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('door', 'text', (c) => c.notNull())
      .addColumn('join_token', 'text', (c) => c.notNull().unique())
      .addColumn('spoken_code', 'text', (c) => c.notNull())
      .addColumn('reaction_set', 'text', (c) => c.notNull())
      .addColumn('reactions_on', 'integer', (c) => c.notNull())
      .addColumn('lead_staff_id', 'text')
      .addColumn('stage_id', 'text')
      .addColumn('stage_started_at', 'bigint')
      .addColumn('extra_minutes', 'integer', (c) => c.notNull())
      .addColumn('paused_reason', 'text')
      .addColumn('opened_at', 'bigint')
      .addColumn('closed_at', 'bigint')
      .addColumn('deleted_at', 'bigint')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('session_by_group').on('session').column('group_id').execute();
    await db.schema.createIndex('session_by_code').on('session').column('spoken_code').execute();

    await db.schema
      .createTable('stage')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('session_id', 'text', (c) => c.notNull().references('session.id'))
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('setup', 'text', (c) => c.notNull())
      .addColumn('phase', 'text', (c) => c.notNull())
      .addColumn('deleted_at', 'bigint')
      .execute();
    await db.schema.createIndex('stage_by_session').on('stage').column('session_id').execute();

    await db.schema
      .createTable('seat')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('session_id', 'text', (c) => c.notNull().references('session.id'))
      .addColumn('alias', 'text', (c) => c.notNull())
      .addColumn('alias_number', 'integer', (c) => c.notNull())
      .addColumn('language', 'text', (c) => c.notNull())
      .addColumn('way', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('token_hash', 'text', (c) => c.notNull().unique())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addUniqueConstraint('seat_called_once', ['session_id', 'alias', 'alias_number'])
      .execute();

    await db.schema
      .createTable('seat_alias')
      .addColumn('session_id', 'text', (c) => c.notNull().references('session.id'))
      .addColumn('alias', 'text', (c) => c.notNull())
      .addColumn('last_number', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('seat_alias_pk', ['session_id', 'alias'])
      .execute();
  },
};
