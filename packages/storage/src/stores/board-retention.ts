import type { Boards } from '../ports/boards.ts';
import { removed, type Executor } from '../row.ts';
import { boardsDue } from './due.ts';

/** What is forgotten of a board once its session has served. The board itself, empty, stays. */
export function boardRetention(db: Executor): Pick<Boards, 'removeDue'> {
  return {
    async removeDue(part, now, most) {
      switch (part) {
        case 'authors': {
          const due = db
            .selectFrom('leaf_author')
            .select('leaf_id')
            .where('board_id', 'in', boardsDue(db, now))
            .limit(most);
          const gone = db.deleteFrom('leaf_author').where('leaf_id', 'in', due);
          return removed(await gone.executeTakeFirst());
        }
        case 'log': {
          const due = db
            .selectFrom('board_log')
            .select(['board_id', 'seq'])
            .where('board_id', 'in', boardsDue(db, now))
            .limit(most);
          const gone = db
            .deleteFrom('board_log')
            .where((eb) =>
              eb(eb.refTuple('board_id', 'seq'), 'in', due.$asTuple('board_id', 'seq')),
            );
          return removed(await gone.executeTakeFirst());
        }
        case 'snapshots': {
          const due = db
            .selectFrom('board_snapshot')
            .select('board_id')
            .where('board_id', 'in', boardsDue(db, now))
            .limit(most);
          const gone = db.deleteFrom('board_snapshot').where('board_id', 'in', due);
          return removed(await gone.executeTakeFirst());
        }
      }
    },
  };
}
