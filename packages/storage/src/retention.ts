import type { PERIODS } from './data-map.ts';
import type { Store } from './ports/store.ts';
import type { Tables } from './schema.ts';

/** Rows taken at once: a person's leaf never waits longer than for these. */
const BATCH = 200;

type Rule = {
  table: keyof Tables;
  kept: keyof typeof PERIODS;
  remove(store: Store, now: number, most: number): Promise<number>;
};

const WORDS = 'until signed off, at most 90 days';

/** What carries out each period of the data map, table by table. */
export const RETENTION: readonly Rule[] = [
  {
    table: 'ballot',
    kept: 'close + 24 h',
    remove: ({ votes }, now, most) => votes.removeDue(now, most),
  },
  {
    table: 'leaf_author',
    kept: WORDS,
    remove: ({ boards }, now, most) => boards.removeDue('authors', now, most),
  },
  {
    table: 'board_log',
    kept: WORDS,
    remove: ({ boards }, now, most) => boards.removeDue('log', now, most),
  },
  {
    table: 'board_snapshot',
    kept: WORDS,
    remove: ({ boards }, now, most) => boards.removeDue('snapshots', now, most),
  },
  {
    table: 'seat',
    kept: WORDS,
    remove: ({ seats }, now, most) => seats.removeDue(now, most),
  },
  {
    table: 'seat_alias',
    kept: WORDS,
    remove: ({ seats }, now, most) => seats.removeDueAliases(now, most),
  },
  {
    table: 'audit_line',
    kept: '2 years',
    remove: ({ audit }, now, most) => audit.removeDue(now, most),
  },
];

/**
 * Forgets everything whose time is over at `now`, in small batches, and gives how many rows of each
 * table went. Any number of hosts may do it at once, and it may break off anywhere: what is due stays
 * due.
 */
export async function forgetWhatIsDue(
  store: Store,
  now: number,
): Promise<Partial<Record<keyof Tables, number>>> {
  const gone: Partial<Record<keyof Tables, number>> = {};
  for (const { table, remove } of RETENTION) {
    for (let rows = BATCH; rows === BATCH;) {
      rows = await remove(store, now, BATCH);
      if (rows > 0) gone[table] = (gone[table] ?? 0) + rows;
      // Whoever waits with a leaf goes first.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return gone;
}
