import { Kysely, sql } from 'kysely';
import { DatabaseError } from 'pg';
import { migrate } from './migrate.ts';
import { CanopyPostgres, plainText } from './postgres-dialect.ts';
import { EVERYDAY, openPool, PATIENT, type Limits } from './postgres-pool.ts';
import type { Tables } from './schema.ts';
import { StorageAway, isStorageFault } from './storage-fault.ts';
import type { Ways } from './store.ts';
import { makeTurns } from './turns.ts';
import { UnusableDatabase } from './unreadable.ts';

/** As long as a statement may take, for those who wait in this process before they are one. */
const PATIENCE_MS = 10_000;

/**
 * Opens a Postgres database, bringing it to this version's shape first. Any number of hosts may do so
 * at once. Throws as `openStore` says.
 */
export async function openPostgres(url: string): Promise<Kysely<Tables>> {
  // A change of shape may take its time; nothing else may, so it has a connection of its own.
  const shaping = connect(url, PATIENT).withPlugin(plainText);
  try {
    await migrate(shaping, undefined, await placeFor(shaping));
  } catch (error) {
    throw inWords(error);
  } finally {
    await shaping.destroy();
  }
  return connect(url, EVERYDAY);
}

/** Without looking at what is in it. */
export const connect = (url: string, limits: Limits): Kysely<Tables> =>
  new Kysely<Tables>({ dialect: new CanopyPostgres({ pool: openPool(url, limits) }) });

/** The schema that new tables go to, once it is known that the server keeps what it is given. */
export async function placeFor(db: Kysely<Tables>): Promise<string> {
  const setting = (name: string) => sql<string>`current_setting(${name})`.as(name);
  const { server_encoding, fsync, synchronous_commit, schema, allowed } = await db
    .selectNoFrom([
      setting('server_encoding'),
      setting('fsync'),
      setting('synchronous_commit'),
      sql<string | null>`current_schema()`.as('schema'),
      // Tables of ours that stand already need no right to make more, until a change of shape does.
      sql<boolean>`to_regclass('kysely_migration') is not null
        or has_schema_privilege(current_schema(), 'create')`.as('allowed'),
    ])
    .executeTakeFirstOrThrow();
  if (server_encoding !== 'UTF8')
    throw new UnusableDatabase(
      'The database does not keep its text as UTF-8. Make another with that encoding.',
    );
  if (fsync === 'off' || synchronous_commit === 'off')
    throw new UnusableDatabase(
      'The database says that things are saved before they are on its disk. Turn fsync and synchronous_commit on.',
    );
  if (schema === null || !allowed) throw new UnusableDatabase(NO_PLACE);
  return schema;
}

const NO_PLACE =
  'The database gives this account no place to make tables in. Make the account the owner of the database.';

/** The failures that whoever starts Canopy can mend, as sentences. The rest are bugs, and stay as they are. */
export function inWords(error: unknown): unknown {
  if (!(error instanceof StorageAway) && !(error instanceof DatabaseError)) return error;
  const code = error.code ?? '';
  if (code.startsWith('28'))
    return new UnusableDatabase('The database does not know this account or its password.', error);
  if (code === '3D000') return new UnusableDatabase('There is no database of this name.', error);
  if (code === '42501') return new UnusableDatabase(NO_PLACE, error);
  if (!isStorageFault(error)) return error;
  const named = /^(ESILENCE)?$/.test(code) ? '' : ` (${code})`;
  return new UnusableDatabase(`The database cannot be reached${named}. Is it running?`, error);
}

/** For finding out whether saving works again: a row is written as it was. */
export async function writesAndChangesNothing(db: Kysely<Tables>): Promise<void> {
  await sql`update kysely_migration_lock set is_locked = is_locked`.execute(db);
}

/**
 * One turn at a time on every host: a lock of Postgres's own, on a hash of the turn, held until the
 * transaction ends. Whoever waits in the same process waits before it takes a connection, or one busy
 * session would keep all of them from everybody else.
 */
export function postgresWays(): Ways {
  const inTurn = makeTurns(PATIENCE_MS);
  return {
    alone: false,
    inTurn: (turn, run) =>
      inTurn(turn, () =>
        run(async (tx) => {
          await sql`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`.execute(tx);
        }),
      ),
  };
}
