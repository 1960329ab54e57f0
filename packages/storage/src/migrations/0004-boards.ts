import type { Kysely } from 'kysely';

/**
 * The log names nobody and keeps no time: who wrote a leaf is in `leaf_author` alone, one place to
 * guard and to erase. Bytes are declared `bytea`, which Postgres needs and SQLite stores unchanged.
 */
export const boards = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('board')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('session_id', 'text', (c) => c.notNull().references('session.id'))
      .addColumn('stage_id', 'text', (c) => c.notNull().unique().references('stage.id'))
      .addColumn('epoch', 'integer', (c) => c.notNull())
      .addColumn('last_seq', 'bigint', (c) => c.notNull())
      .addColumn('snapshot', 'bytea')
      .addColumn('snapshot_seq', 'bigint', (c) => c.notNull())
      .addColumn('last_turn', 'bigint', (c) => c.notNull())
      .execute();

    await db.schema
      .createTable('board_log')
      .addColumn('board_id', 'text', (c) => c.notNull().references('board.id'))
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('bytes', 'bytea', (c) => c.notNull())
      .addPrimaryKeyConstraint('board_log_pk', ['board_id', 'seq'])
      .execute();

    await db.schema
      .createTable('leaf_author')
      .addColumn('leaf_id', 'text', (c) => c.primaryKey())
      .addColumn('board_id', 'text', (c) => c.notNull().references('board.id'))
      .addColumn('seat_id', 'text', (c) => c.notNull())
      .execute();
    await db.schema
      .createIndex('leaf_author_by_seat')
      .on('leaf_author')
      .columns(['board_id', 'seat_id'])
      .execute();

    await db.schema
      .createTable('held_leaf')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('board_id', 'text', (c) => c.notNull().references('board.id'))
      .addColumn('seat_id', 'text', (c) => c.notNull())
      .addColumn('branch_id', 'text')
      .addColumn('leaf', 'text', (c) => c.notNull())
      .addColumn('turn', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema
      .createIndex('held_leaf_by_seat')
      .on('held_leaf')
      .columns(['board_id', 'seat_id'])
      .execute();

    await db.schema
      .createTable('board_deed')
      .addColumn('intent_id', 'text', (c) => c.notNull())
      .addColumn('by_whom', 'text', (c) => c.notNull())
      .addColumn('board_id', 'text', (c) => c.notNull().references('board.id'))
      .addColumn('inverse', 'text', (c) => c.notNull())
      .addColumn('undone', 'integer', (c) => c.notNull())
      .addColumn('turn', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('board_deed_pk', ['intent_id', 'by_whom'])
      .execute();
    await db.schema
      .createIndex('board_deed_by_whom')
      .on('board_deed')
      .columns(['board_id', 'by_whom', 'turn'])
      .execute();
  },
};
