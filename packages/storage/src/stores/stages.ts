import { StageInput, type BoardPhase, type Stage } from '@canopy/domain';
import type { Sessions, StoredStage } from '../ports/sessions.ts';
import { json, together, touched, type Executor } from '../row.ts';
import type { Tables } from '../schema.ts';

const toStage = (row: Tables['stage']): StoredStage => ({
  ...StageInput.parse(JSON.parse(row.setup)),
  id: row.id,
  sessionId: row.session_id,
  position: row.position,
  deletedAt: row.deleted_at,
  phase: row.phase as BoardPhase,
});

/** What staff filled in, without the columns that stand beside it. Parsing drops every other key. */
const setupOf = (stage: Stage): string => json(StageInput.parse(stage));

type StageStore = Pick<
  Sessions,
  | 'addStage'
  | 'changeStage'
  | 'setStageDeleted'
  | 'setPhase'
  | 'findStage'
  | 'stages'
  | 'orderStages'
>;

export function stages(db: Executor): StageStore {
  return {
    async addStage(stage) {
      await db
        .insertInto('stage')
        .values({
          id: stage.id,
          session_id: stage.sessionId,
          kind: stage.kind,
          position: stage.position,
          setup: setupOf(stage),
          phase: 'think',
          deleted_at: null,
        })
        .execute();
    },

    async changeStage(stage) {
      return touched(
        await db
          .updateTable('stage')
          .set({ position: stage.position, setup: setupOf(stage) })
          .where('id', '=', stage.id)
          // A stage never turns into another kind: a board would lose its leaves.
          .where('kind', '=', stage.kind)
          .executeTakeFirst(),
      );
    },

    async setStageDeleted(stageId, deletedAt) {
      return touched(
        await db
          .updateTable('stage')
          .set({ deleted_at: deletedAt })
          .where('id', '=', stageId)
          .executeTakeFirst(),
      );
    },

    async setPhase(stageId, phase) {
      await db.updateTable('stage').set({ phase }).where('id', '=', stageId).execute();
    },

    async findStage(stageId) {
      const row = await db
        .selectFrom('stage')
        .selectAll()
        .where('id', '=', stageId)
        .executeTakeFirst();
      return row === undefined ? null : toStage(row);
    },

    async stages(sessionId) {
      const rows = await db
        .selectFrom('stage')
        .selectAll()
        .where('session_id', '=', sessionId)
        .where('deleted_at', 'is', null)
        .orderBy('position')
        .orderBy('id')
        .execute();
      return rows.map(toStage);
    },

    orderStages: (sessionId, stageIds) =>
      together(db, async (tx) => {
        for (const [position, id] of stageIds.entries()) {
          await tx
            .updateTable('stage')
            .set({ position })
            .where('id', '=', id)
            .where('session_id', '=', sessionId)
            .execute();
        }
      }),
  };
}
