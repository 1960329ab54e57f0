import type { Bilingual, StrandKind, WorkStrand } from '@canopy/domain';
import type { Outcomes } from '../ports/outcomes.ts';
import { fromJson, json, touched, type Executor } from '../row.ts';
import type { Tables } from '../schema.ts';

type WorkStrands = Pick<Outcomes, 'addStrand' | 'changeStrand' | 'findStrand' | 'strands'>;

const toStrand = (row: Tables['work_strand']): WorkStrand => ({
  id: row.id,
  kind: row.kind as StrandKind,
  name: fromJson<Bilingual>(row.name),
  ownerName: row.owner_name,
  createdAt: row.created_at,
  deletedAt: row.deleted_at,
});

const changeable = (strand: WorkStrand) => ({
  kind: strand.kind,
  name: json(strand.name),
  owner_name: strand.ownerName,
  deleted_at: strand.deletedAt,
});

export function workStrands(db: Executor): WorkStrands {
  return {
    async addStrand(strand) {
      await db
        .insertInto('work_strand')
        .values({ ...changeable(strand), id: strand.id, created_at: strand.createdAt })
        .execute();
    },

    async changeStrand(strand) {
      return touched(
        await db
          .updateTable('work_strand')
          .set(changeable(strand))
          .where('id', '=', strand.id)
          .executeTakeFirst(),
      );
    },

    async findStrand(strandId) {
      const row = await db
        .selectFrom('work_strand')
        .selectAll()
        .where('id', '=', strandId)
        .executeTakeFirst();
      return row === undefined ? null : toStrand(row);
    },

    async strands() {
      const rows = await db
        .selectFrom('work_strand')
        .selectAll()
        .where('deleted_at', 'is', null)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(toStrand);
    },
  };
}
