import type { Ask } from '@canopy/domain';
import type { RaisedAsk, Room } from '../ports/room.ts';
import { prepared } from '../prepared.ts';
import { together, touched, type Executor } from '../row.ts';
import type { Tables } from '../schema.ts';
import { roomCounts } from './room-counts.ts';

const toAsk = (row: Tables['raised_ask']): RaisedAsk => ({
  id: row.id,
  sessionId: row.session_id,
  seatId: row.seat_id,
  ask: row.ask as Ask,
  at: row.at,
});

export function room(db: Executor): Room {
  return {
    ...roomCounts(db),

    async raiseAsk(ask) {
      await db
        .insertInto('raised_ask')
        .values({
          id: ask.id,
          session_id: ask.sessionId,
          seat_id: ask.seatId,
          ask: ask.ask,
          at: ask.at,
        })
        .execute();
    },

    async lowerAsk(askId) {
      const row = await db
        .deleteFrom('raised_ask')
        .where('id', '=', askId)
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? null : toAsk(row);
    },

    async findAsk(askId) {
      const row = await db
        .selectFrom('raised_ask')
        .selectAll()
        .where('id', '=', askId)
        .executeTakeFirst();
      return row === undefined ? null : toAsk(row);
    },

    async asks(sessionId) {
      const { rows } = await prepared(db, 'asks', [sessionId], (q, session) =>
        q
          .selectFrom('raised_ask')
          .selectAll()
          .where('session_id', '=', session)
          .orderBy('at')
          .orderBy('id'),
      );
      return rows.map(toAsk);
    },

    async mark(stageId, seatId, mark) {
      return touched(
        await db
          .insertInto('seat_mark')
          .values({ stage_id: stageId, seat_id: seatId, mark })
          .onConflict((oc) => oc.columns(['stage_id', 'seat_id', 'mark']).doNothing())
          .executeTakeFirst(),
      );
    },

    async hasMark(stageId, seatId, mark) {
      const { rows } = await prepared(
        db,
        'has mark',
        [stageId, seatId, mark],
        (q, stage, seat, which) =>
          q
            .selectFrom('seat_mark')
            .select('mark')
            .where('stage_id', '=', stage)
            .where('seat_id', '=', seat)
            .where('mark', '=', which),
      );
      return rows.length > 0;
    },

    async countMarks(stageId, mark) {
      const { rows } = await prepared(db, 'count marks', [stageId, mark], (q, stage, which) =>
        q
          .selectFrom('seat_mark')
          .select((eb) => eb.fn.countAll().as('n'))
          .where('stage_id', '=', stage)
          .where('mark', '=', which),
      );
      return Number(rows[0]?.n ?? 0);
    },

    async takeMarks(stageId, mark) {
      const rows = await db
        .deleteFrom('seat_mark')
        .where('stage_id', '=', stageId)
        .where('mark', '=', mark)
        .returning('seat_id')
        .execute();
      return rows.map(({ seat_id }) => seat_id);
    },

    clear: (sessionId) =>
      together(db, async (tx) => {
        await tx.deleteFrom('raised_ask').where('session_id', '=', sessionId).execute();
        await tx
          .deleteFrom('seat_mark')
          .where('stage_id', 'in', (eb) =>
            eb.selectFrom('stage').select('stage.id').where('stage.session_id', '=', sessionId),
          )
          .execute();
      }),
  };
}
