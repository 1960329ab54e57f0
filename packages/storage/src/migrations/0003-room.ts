import type { Kysely } from 'kysely';

/** The small live facts of a room. Counts hold no seat; marks hold no answer. */
export const room = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('raised_ask')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('session_id', 'text', (c) => c.notNull().references('session.id'))
      .addColumn('seat_id', 'text', (c) => c.notNull())
      .addColumn('ask', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema
      .createIndex('raised_ask_by_session')
      .on('raised_ask')
      .column('session_id')
      .execute();

    await db.schema
      .createTable('seat_mark')
      .addColumn('stage_id', 'text', (c) => c.notNull().references('stage.id'))
      .addColumn('seat_id', 'text', (c) => c.notNull())
      .addColumn('mark', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('seat_mark_pk', ['stage_id', 'seat_id', 'mark'])
      .execute();

    await db.schema
      .createTable('check_in_count')
      .addColumn('stage_id', 'text', (c) => c.notNull().references('stage.id'))
      .addColumn('answer', 'text', (c) => c.notNull())
      .addColumn('n', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('check_in_count_pk', ['stage_id', 'answer'])
      .execute();

    await db.schema
      .createTable('reaction_count')
      .addColumn('stage_id', 'text', (c) => c.notNull().references('stage.id'))
      // '' = the stage as a whole: part of the key, so it cannot be null.
      .addColumn('leaf_id', 'text', (c) => c.notNull())
      .addColumn('emoji', 'text', (c) => c.notNull())
      .addColumn('n', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('reaction_count_pk', ['stage_id', 'leaf_id', 'emoji'])
      .execute();

    await db.schema
      .createTable('stage_spent')
      .addColumn('stage_id', 'text', (c) => c.primaryKey().references('stage.id'))
      .addColumn('ms', 'bigint', (c) => c.notNull())
      .execute();
  },
};
