import type { CheckInTotals, ReactionCounts } from '@canopy/domain';
import type { Room } from '../ports/room.ts';
import { prepared } from '../prepared.ts';
import type { Executor } from '../row.ts';

/** The key of a reaction that was sent to the stage as a whole. */
const WHOLE_STAGE = '';

type Counts = Pick<
  Room,
  | 'countCheckIn'
  | 'checkInTotals'
  | 'tellCheckIn'
  | 'toldCheckIn'
  | 'addReactions'
  | 'reactionTotals'
  | 'addSpent'
  | 'spent'
>;

/** Running totals: each is one upsert that adds, so no count is lost between a read and a write. */
export function roomCounts(db: Executor): Counts {
  return {
    async countCheckIn(stageId, answer) {
      await db
        .insertInto('check_in_count')
        .values({ stage_id: stageId, answer, n: 1, told: 0 })
        .onConflict((oc) =>
          oc
            .columns(['stage_id', 'answer'])
            .doUpdateSet((eb) => ({ n: eb('check_in_count.n', '+', 1) })),
        )
        .execute();
    },

    async checkInTotals(stageId) {
      const rows = await db
        .selectFrom('check_in_count')
        .select(['answer', 'n'])
        .where('stage_id', '=', stageId)
        .orderBy('answer')
        .execute();
      return Object.fromEntries(rows.map((row) => [row.answer, row.n])) as CheckInTotals;
    },

    async tellCheckIn(stageId, atLeast) {
      await db
        .updateTable('check_in_count')
        .set((eb) => ({ told: eb.ref('n') }))
        .where('stage_id', '=', stageId)
        .where(
          (eb) =>
            eb
              .selectFrom('check_in_count as all')
              .select((q) => q(q.fn.sum('all.n'), '-', q.fn.sum('all.told')).as('untold'))
              .where('all.stage_id', '=', stageId),
          '>=',
          atLeast,
        )
        .execute();
    },

    async toldCheckIn(stageId) {
      const rows = await db
        .selectFrom('check_in_count')
        .select(['answer', 'told'])
        .where('stage_id', '=', stageId)
        .where('told', '>', 0)
        .orderBy('answer')
        .execute();
      return Object.fromEntries(rows.map((row) => [row.answer, row.told])) as CheckInTotals;
    },

    async addReactions(stageId, leafId, counts) {
      const rows = Object.entries(counts)
        .filter(([, n]) => n > 0)
        // In one order everywhere: two hosts that add the same two the other way round would each wait
        // for the other.
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([emoji, n]) => ({ stage_id: stageId, leaf_id: leafId ?? WHOLE_STAGE, emoji, n }));
      if (rows.length === 0) return {};
      const standing = await db
        .insertInto('reaction_count')
        .values(rows)
        .onConflict((oc) =>
          oc
            .columns(['stage_id', 'leaf_id', 'emoji'])
            .doUpdateSet((eb) => ({ n: eb('reaction_count.n', '+', eb.ref('excluded.n')) })),
        )
        .returning(['emoji', 'n'])
        .execute();
      return Object.fromEntries(standing.map(({ emoji, n }) => [emoji, n]));
    },

    async reactionTotals(stageId) {
      const { rows } = await prepared(db, 'reaction totals', [stageId], (q, ofStage) =>
        q
          .selectFrom('reaction_count')
          .select(['leaf_id', 'emoji', 'n'])
          .where('stage_id', '=', ofStage)
          .orderBy('leaf_id')
          .orderBy('emoji'),
      );
      const stage: ReactionCounts = {};
      const leaves: Record<string, ReactionCounts> = {};
      for (const { leaf_id, emoji, n } of rows) {
        if (leaf_id === WHOLE_STAGE) stage[emoji] = n;
        else (leaves[leaf_id] ??= {})[emoji] = n;
      }
      return { stage, leaves };
    },

    async addSpent(stageId, ms) {
      await db
        .insertInto('stage_spent')
        .values({ stage_id: stageId, ms })
        .onConflict((oc) =>
          oc
            .column('stage_id')
            .doUpdateSet((eb) => ({ ms: eb('stage_spent.ms', '+', eb.ref('excluded.ms')) })),
        )
        .execute();
    },

    async spent(sessionId) {
      const rows = await db
        .selectFrom('stage_spent')
        .innerJoin('stage', 'stage.id', 'stage_spent.stage_id')
        .select(['stage_spent.stage_id', 'stage_spent.ms'])
        .where('stage.session_id', '=', sessionId)
        .execute();
      return Object.fromEntries(rows.map((row) => [row.stage_id, row.ms]));
    },
  };
}
