import { AsyncLocalStorage } from 'node:async_hooks';
import { sql, type Kysely, type KyselyPlugin } from 'kysely';
import type { KeptRows } from './kept-rows.ts';
import { oneConnectionOf, type Transact } from './one-connection.ts';
import type { Store } from './ports/store.ts';
import type { Executor } from './row.ts';
import { refuseLost, underSavepoint, type Fate } from './savepoint.ts';
import type { Tables } from './schema.ts';
import { audit } from './stores/audit.ts';
import { boards } from './stores/boards.ts';
import { groups } from './stores/groups.ts';
import { intents } from './stores/intents.ts';
import { notes } from './stores/notes.ts';
import { outcomes } from './stores/outcomes.ts';
import { room } from './stores/room.ts';
import { seats } from './stores/seats.ts';
import { sessions } from './stores/sessions.ts';
import { signIns } from './stores/sign-ins.ts';
import { staffMembers } from './stores/staff-members.ts';
import { votes } from './stores/votes.ts';
import type { WalFlush } from './wal-flush.ts';
import { whenFree } from './when-free.ts';

type Nouns = Omit<
  Store,
  'alone' | 'transaction' | 'attempt' | 'isReady' | 'notSaving' | 'scrub' | 'close'
>;

const nouns = (db: Executor): Nouns => ({
  staff: staffMembers(db),
  signIns: signIns(db),
  groups: groups(db),
  sessions: sessions(db),
  seats: seats(db),
  room: room(db),
  boards: boards(db),
  notes: notes(db),
  votes: votes(db),
  outcomes: outcomes(db),
  intents: intents(db),
  audit: audit(db),
});

const answers = async (db: Executor): Promise<boolean> => {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  }
};

/** What differs from database to database, past its SQL. */
export type Ways = {
  alone: boolean;
  /** Answers remembered between questions; only where nobody else writes. */
  kept?: KeptRows;
  /** Where a commit alone does not bring things onto the disk. `wait`: a transaction ends after it. */
  flush?: { wal: WalFlush; wait: boolean };
  /** Where deleting alone leaves things in the files. */
  scrub?: () => Promise<boolean>;
  /**
   * Runs a transaction when its turn has come, as the port says: `run` opens it, and `begun` is the
   * first thing done inside it.
   */
  inTurn<T>(turn: string, run: (begun: (tx: Executor) => Promise<void>) => Promise<T>): Promise<T>;
};

/** One connection is one queue: every transaction is in turn already. */
export const oneConnection: Ways = {
  alone: true,
  inTurn: (_turn, run) => whenFree(() => run(() => Promise.resolve())),
};

/**
 * The store over one database.
 *
 * SQLite has one connection, held by a transaction until it ends: everything asked from outside
 * meanwhile waits in a queue and then runs, so keep transactions short and wait for nobody in them.
 * Asking the outer store from *inside* a transaction would wait for itself for ever; that mistake
 * throws at once instead.
 */
export function makeStore(db: Kysely<Tables>, ways: Ways): Store {
  const inside = new AsyncLocalStorage<{ open: boolean }>();
  const refuseInside = (): void => {
    if (inside.getStore()?.open === true)
      throw new Error('inside a transaction use only the store that was handed in');
  };
  const guard: KyselyPlugin = {
    transformQuery: ({ node }) => {
      refuseInside();
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };

  const around = (rooms: Nouns, where: 'outside' | 'inside'): Nouns =>
    ways.kept?.around(rooms, where) ?? rooms;
  const transact = oneConnectionOf(db)?.transact ?? throughPool(db);
  /** Where there is one connection every transaction is given the same one, and these are made once. */
  const insides = new WeakMap<Executor, Nouns>();
  const roomsIn = (tx: Executor): Nouns => {
    const made = insides.get(tx) ?? around(nouns(tx), 'inside');
    insides.set(tx, made);
    return made;
  };

  return {
    ...around(nouns(db.withPlugin(guard)), 'outside'),
    alone: ways.alone,

    async transaction(work, turn = '') {
      refuseInside();
      const mark = { open: true };
      const fate: Fate = { lost: null };
      try {
        const result = await ways.inTurn(turn, (begun) =>
          transact(async (tx) => {
            await begun(tx);
            const store = insideStore(tx, ways.alone, fate, roomsIn(tx));
            const done = await inside.run(mark, () => work(store));
            refuseLost(fate);
            return done;
          }),
        );
        if (ways.flush?.wait === true) await ways.flush.wal.settled();
        return result;
      } finally {
        mark.open = false;
      }
    },

    attempt: () => Promise.reject(new Error('an attempt is part of a transaction')),
    isReady: () => answers(db),
    notSaving: () => Promise.resolve(null),
    scrub: () => ways.scrub?.() ?? Promise.resolve(true),
    async close() {
      await ways.flush?.wal.close();
      await db.destroy();
    },
  };
}

const throughPool =
  (db: Kysely<Tables>): Transact =>
  (work) =>
    db.transaction().setIsolationLevel('read committed').execute(work);

function insideStore(tx: Executor, alone: boolean, fate: Fate, rooms: Nouns, depth = 1): Store {
  let attempting = false;
  return {
    ...rooms,
    alone,
    async attempt(work) {
      // Two at once would be one inside the other, and going back in one would undo them both.
      if (attempting) throw new Error('attempts go one at a time');
      attempting = true;
      try {
        return await underSavepoint(tx, fate, depth, () =>
          work(insideStore(tx, alone, fate, rooms, depth + 1)),
        );
      } finally {
        attempting = false;
      }
    },
    transaction: () => Promise.reject(new Error('a transaction cannot hold another')),
    isReady: () => answers(tx),
    notSaving: () => Promise.resolve(null),
    scrub: () => Promise.reject(new Error('a transaction cannot scrub its own database')),
    close: () => Promise.reject(new Error('a transaction cannot close the database')),
  };
}
