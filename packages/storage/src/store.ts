import { AsyncLocalStorage } from 'node:async_hooks';
import { sql, type Kysely, type KyselyPlugin } from 'kysely';
import type { Store } from './ports/store.ts';
import type { Executor } from './row.ts';
import type { Tables } from './schema.ts';
import { audit } from './stores/audit.ts';
import { boards } from './stores/boards.ts';
import { groups } from './stores/groups.ts';
import { intents } from './stores/intents.ts';
import { outcomes } from './stores/outcomes.ts';
import { room } from './stores/room.ts';
import { seats } from './stores/seats.ts';
import { sessions } from './stores/sessions.ts';
import { signIns } from './stores/sign-ins.ts';
import { staffMembers } from './stores/staff-members.ts';
import { votes } from './stores/votes.ts';

type Nouns = Omit<Store, 'transaction' | 'isReady' | 'close'>;

const nouns = (db: Executor): Nouns => ({
  staff: staffMembers(db),
  signIns: signIns(db),
  groups: groups(db),
  sessions: sessions(db),
  seats: seats(db),
  room: room(db),
  boards: boards(db),
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

/**
 * The store over one database.
 *
 * SQLite has one connection, held by a transaction until it ends: everything asked from outside
 * meanwhile waits in a queue and then runs, so keep transactions short and wait for nobody in them.
 * Asking the outer store from *inside* a transaction would wait for itself for ever; that mistake
 * throws at once instead.
 */
export function makeStore(db: Kysely<Tables>): Store {
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

  return {
    ...nouns(db.withPlugin(guard)),

    async transaction(work) {
      refuseInside();
      const mark = { open: true };
      try {
        return await db
          .transaction()
          .execute((tx) => inside.run(mark, () => work(insideStore(tx))));
      } finally {
        mark.open = false;
      }
    },

    isReady: () => answers(db),
    close: () => db.destroy(),
  };
}

const insideStore = (tx: Executor): Store => ({
  ...nouns(tx),
  transaction: () => Promise.reject(new Error('a transaction cannot hold another')),
  isReady: () => answers(tx),
  close: () => Promise.reject(new Error('a transaction cannot close the database')),
});
