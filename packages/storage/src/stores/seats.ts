import type { AliasId, Seat, SeatState, Way } from '@canopy/domain';
import type { Seats, StoredSeat } from '../ports/seats.ts';
import { prepared } from '../prepared.ts';
import { removed, together, touched, type Executor } from '../row.ts';
import type { Tables } from '../schema.ts';
import { wordsDue } from './due.ts';

const toSeat = (row: Tables['seat']): StoredSeat => ({
  id: row.id,
  sessionId: row.session_id,
  alias: row.alias as AliasId,
  aliasNumber: row.alias_number,
  language: row.language as Seat['language'],
  way: row.way as Way,
  state: row.state as SeatState,
  tokenHash: row.token_hash,
  createdAt: row.created_at,
});

export function seats(db: Executor): Seats {
  const change = async (
    seatId: string,
    values: Partial<Pick<Tables['seat'], 'state' | 'language' | 'token_hash'>>,
  ): Promise<boolean> =>
    touched(await db.updateTable('seat').set(values).where('id', '=', seatId).executeTakeFirst());

  const one = async (column: 'id' | 'token_hash', value: string): Promise<StoredSeat | null> => {
    const { rows } = await prepared(db, `seat by ${column}`, [value], (q, wanted) =>
      q.selectFrom('seat').selectAll().where(column, '=', wanted),
    );
    return rows[0] === undefined ? null : toSeat(rows[0]);
  };

  return {
    add: (seat) =>
      together(db, async (tx) => {
        // One counter row per alias: two people choosing Rowan at once wait for each other on it,
        // where counting the seats would let both be Rowan 1 on a database with many connections.
        const { last_number } = await tx
          .insertInto('seat_alias')
          .values({ session_id: seat.sessionId, alias: seat.alias, last_number: 1 })
          .onConflict((oc) =>
            oc
              .columns(['session_id', 'alias'])
              .doUpdateSet((eb) => ({ last_number: eb('seat_alias.last_number', '+', 1) })),
          )
          .returning('last_number')
          .executeTakeFirstOrThrow();
        const row = {
          id: seat.id,
          session_id: seat.sessionId,
          alias: seat.alias,
          alias_number: last_number,
          language: seat.language,
          way: seat.way,
          state: seat.state,
          token_hash: seat.tokenHash,
          created_at: seat.createdAt,
        };
        await tx.insertInto('seat').values(row).execute();
        return toSeat(row);
      }),

    find: (seatId) => one('id', seatId),
    findByTokenHash: (tokenHash) => one('token_hash', tokenHash),

    async all(sessionId) {
      const rows = await db
        .selectFrom('seat')
        .selectAll()
        .where('session_id', '=', sessionId)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(toSeat);
    },

    async removeDue(now, most) {
      const due = db
        .selectFrom('seat')
        .select('seat.id')
        .where('seat.session_id', 'in', wordsDue(db, now))
        .limit(most);
      return removed(await db.deleteFrom('seat').where('id', 'in', due).executeTakeFirst());
    },

    async removeDueAliases(now, most) {
      const due = db
        .selectFrom('seat_alias')
        .select(['seat_alias.session_id', 'seat_alias.alias'])
        .where('seat_alias.session_id', 'in', wordsDue(db, now))
        .limit(most);
      const gone = db
        .deleteFrom('seat_alias')
        .where((eb) =>
          eb(eb.refTuple('session_id', 'alias'), 'in', due.$asTuple('session_id', 'alias')),
        );
      return removed(await gone.executeTakeFirst());
    },

    setState: (seatId, state) => change(seatId, { state }),
    setLanguage: (seatId, language) => change(seatId, { language }),
    setTokenHash: (seatId, tokenHash) => change(seatId, { token_hash: tokenHash }),
  };
}
