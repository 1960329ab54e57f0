import { Choice, type VoteOption, type VoteResult, type VoteState } from '@canopy/domain';
import type { Votes } from '../ports/votes.ts';
import { ballotsDue } from './due.ts';
import { prepared } from '../prepared.ts';
import { fromJson, json, removed, touched, type Executor } from '../row.ts';

export function votes(db: Executor): Votes {
  return {
    async open(stageId, options) {
      return touched(
        await db
          .insertInto('vote')
          .values({ stage_id: stageId, state: 'open', options: json(options), result: null })
          .onConflict((oc) => oc.column('stage_id').doNothing())
          .executeTakeFirst(),
      );
    },

    async find(stageId) {
      const row = await db
        .selectFrom('vote')
        .selectAll()
        .where('stage_id', '=', stageId)
        .executeTakeFirst();
      if (row === undefined) return null;
      return {
        stageId: row.stage_id,
        state: row.state as VoteState,
        options: fromJson<VoteOption[]>(row.options),
        result: row.result === null ? null : fromJson<VoteResult>(row.result),
      };
    },

    async cast(stageId, seatId, choice) {
      await prepared(db, 'cast', [stageId, seatId, json(choice)], (q, stage_id, seat_id, chosen) =>
        q
          .insertInto('ballot')
          .values({ stage_id, seat_id, choice: chosen })
          .onConflict((oc) =>
            oc
              .columns(['stage_id', 'seat_id'])
              .doUpdateSet((eb) => ({ choice: eb.ref('excluded.choice') })),
          ),
      );
    },

    async ballotOf(stageId, seatId) {
      const { rows } = await prepared(db, 'ballot of', [stageId, seatId], (q, stage, seat) =>
        q
          .selectFrom('ballot')
          .select('choice')
          .where('stage_id', '=', stage)
          .where('seat_id', '=', seat),
      );
      const [row] = rows;
      return row === undefined ? null : Choice.parse(JSON.parse(row.choice));
    },

    async ballots(stageId) {
      const rows = await db
        .selectFrom('ballot')
        .select(['seat_id', 'choice'])
        .where('stage_id', '=', stageId)
        .orderBy('seat_id')
        .execute();
      return rows.map((row) => ({
        seatId: row.seat_id,
        choice: Choice.parse(JSON.parse(row.choice)),
      }));
    },

    async removeDue(now, most) {
      const due = db
        .selectFrom('ballot')
        .innerJoin('stage', 'stage.id', 'ballot.stage_id')
        .select(['ballot.stage_id', 'ballot.seat_id'])
        .where('stage.session_id', 'in', ballotsDue(db, now))
        .limit(most);
      const gone = db
        .deleteFrom('ballot')
        .where((eb) =>
          eb(eb.refTuple('stage_id', 'seat_id'), 'in', due.$asTuple('stage_id', 'seat_id')),
        );
      return removed(await gone.executeTakeFirst());
    },

    async countBallots(stageId) {
      const { rows } = await prepared(db, 'count ballots', [stageId], (q, stage) =>
        q
          .selectFrom('ballot')
          .select((eb) => eb.fn.countAll().as('n'))
          .where('stage_id', '=', stage),
      );
      return Number(rows[0]?.n ?? 0);
    },

    async close(stageId, result) {
      return touched(
        await db
          .updateTable('vote')
          .set({ state: 'closed', result: json(result) })
          .where('stage_id', '=', stageId)
          .where('state', '=', 'open')
          .executeTakeFirst(),
      );
    },
  };
}
