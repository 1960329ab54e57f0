import { sql, type Kysely } from 'kysely';

/**
 * A board's snapshot leaves the row of its counters. SQLite writes a row whole: with a large board in
 * it, counting one more leaf wrote the whole board again.
 */
export const boardSnapshots = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('board_snapshot')
      .addColumn('board_id', 'text', (c) => c.primaryKey().references('board.id'))
      .addColumn('bytes', 'bytea', (c) => c.notNull())
      .execute();
    await sql`insert into board_snapshot (board_id, bytes)
      select id, snapshot from board where snapshot is not null`.execute(db);
    await db.schema.alterTable('board').dropColumn('snapshot').execute();
  },
};
