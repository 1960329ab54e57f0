import type { Kysely } from 'kysely';

/**
 * Who runs sessions, and for whom. Times are `bigint`: a millisecond count overflows Postgres's
 * `integer`, and SQLite gives both names the same affinity.
 */
export const staffAndGroups = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('member_group')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('service_name', 'text')
      .addColumn('cadence', 'text', (c) => c.notNull())
      .addColumn('language', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .execute();

    await db.schema
      .createTable('staff_member')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('email', 'text', (c) => c.notNull().unique())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('approved_for_children', 'integer', (c) => c.notNull())
      .addColumn('disabled_at', 'bigint')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('password_hash', 'text', (c) => c.notNull())
      .execute();

    await db.schema
      .createTable('staff_member_group')
      .addColumn('staff_id', 'text', (c) => c.notNull().references('staff_member.id'))
      .addColumn('group_id', 'text', (c) => c.notNull().references('member_group.id'))
      .addPrimaryKeyConstraint('staff_member_group_pk', ['staff_id', 'group_id'])
      .execute();

    await db.schema
      .createTable('sign_in')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('token_hash', 'text', (c) => c.notNull().unique())
      .addColumn('staff_id', 'text', (c) => c.notNull().references('staff_member.id'))
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addColumn('ends_at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('sign_in_by_staff').on('sign_in').column('staff_id').execute();
  },
};
