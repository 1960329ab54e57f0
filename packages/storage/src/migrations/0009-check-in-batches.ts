import type { Kysely } from 'kysely';

/** Of each face's count, how much has been told: totals grow five people at a time, not one by one. */
export const checkInBatches = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('check_in_count')
      .addColumn('told', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  },
};
