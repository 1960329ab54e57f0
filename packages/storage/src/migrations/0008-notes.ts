import type { Kysely } from 'kysely';

/** The staff's notes of a session. Like a board's, the log names nobody and keeps no time. */
export const notes = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('note')
      .addColumn('session_id', 'text', (c) => c.primaryKey().references('session.id'))
      .addColumn('epoch', 'integer', (c) => c.notNull())
      .addColumn('last_client', 'integer', (c) => c.notNull())
      .addColumn('last_seq', 'bigint', (c) => c.notNull())
      .addColumn('snapshot_seq', 'bigint', (c) => c.notNull())
      .execute();

    // Apart from the counters, which every change writes: SQLite writes a row whole.
    await db.schema
      .createTable('note_snapshot')
      .addColumn('session_id', 'text', (c) => c.primaryKey().references('note.session_id'))
      .addColumn('bytes', 'bytea', (c) => c.notNull())
      .execute();

    await db.schema
      .createTable('note_ended')
      .addColumn('session_id', 'text', (c) => c.notNull().references('note.session_id'))
      .addColumn('client_id', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('note_ended_pk', ['session_id', 'client_id'])
      .execute();

    await db.schema
      .createTable('note_log')
      .addColumn('session_id', 'text', (c) => c.notNull().references('note.session_id'))
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('bytes', 'bytea', (c) => c.notNull())
      .addPrimaryKeyConstraint('note_log_pk', ['session_id', 'seq'])
      .execute();
  },
};
