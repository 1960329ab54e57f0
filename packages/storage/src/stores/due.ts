import type { ExpressionBuilder, SelectQueryBuilder } from 'kysely';
import { PERIODS } from '../data-map.ts';
import type { Executor } from '../row.ts';
import type { Tables } from '../schema.ts';

type Sessions = SelectQueryBuilder<Tables, 'session', { id: string }>;

/** Sessions that closed longer ago than ballots are kept. */
export const ballotsDue = (db: Executor, now: number): Sessions =>
  db
    .selectFrom('session')
    .select('session.id')
    .where('session.closed_at', '<=', now - PERIODS['close + 24 h']);

/**
 * Sessions whose seats and words have served: signed off, or closed so long ago; and those that never
 * opened, with whoever had come to their lobby.
 */
export function wordsDue(db: Executor, now: number): Sessions {
  const before = now - PERIODS['until signed off, at most 90 days'];
  const isDue = ({ and, eb, or }: ExpressionBuilder<Tables, 'session'>) =>
    or([
      eb('session.state', '=', 'signed-off'),
      eb('session.closed_at', '<=', before),
      and([eb('session.state', '=', 'planned'), eb('session.starts_at', '<=', before)]),
    ]);
  return db.selectFrom('session').select('session.id').where(isDue);
}

/** Boards of such sessions. */
export const boardsDue = (db: Executor, now: number) =>
  db.selectFrom('board').select('board.id').where('board.session_id', 'in', wordsDue(db, now));
