import type { Kysely } from 'kysely';

/** A ballot has no time and no number of its own: its key is the stage and the seat, and that is all. */
export const votesAndOutcomes = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('vote')
      .addColumn('stage_id', 'text', (c) => c.primaryKey().references('stage.id'))
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('options', 'text', (c) => c.notNull())
      .addColumn('result', 'text')
      .execute();

    await db.schema
      .createTable('ballot')
      .addColumn('stage_id', 'text', (c) => c.notNull().references('vote.stage_id'))
      .addColumn('seat_id', 'text', (c) => c.notNull())
      .addColumn('choice', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('ballot_pk', ['stage_id', 'seat_id'])
      .execute();

    await db.schema
      .createTable('session_record')
      .addColumn('session_id', 'text', (c) => c.primaryKey().references('session.id'))
      .addColumn('record', 'text', (c) => c.notNull())
      .addColumn('signed_off_at', 'bigint')
      .addColumn('signed_off_by', 'text')
      .execute();

    await db.schema
      .createTable('work_strand')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('owner_name', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('deleted_at', 'bigint')
      .execute();

    await db.schema
      .createTable('theme')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('session_id', 'text', (c) => c.notNull().references('session.id'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('line', 'text', (c) => c.notNull())
      .addColumn('strand_id', 'text', (c) => c.references('work_strand.id'))
      .addColumn('leaf_ids', 'text', (c) => c.notNull())
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('deleted_at', 'bigint')
      .execute();
    await db.schema.createIndex('theme_by_session').on('theme').column('session_id').execute();
    await db.schema.createIndex('theme_by_strand').on('theme').column('strand_id').execute();
  },
};
