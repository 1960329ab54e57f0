import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import type { Tables } from './schema.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { whenFree } from './when-free.ts';
import { NewerDatabase, UnreadableDatabase } from './unreadable.ts';

/** Another process may be taking the same steps, which is worth waiting for. */
const MIGRATE_WAITS_MS = 30_000;

/** Where Kysely notes which steps are done. */
export const LEDGER = 'kysely_migration';

/** What an adapter could lock by. Neither of ours does: SQLite's transaction is a lock. */
const LOCK = { lockTable: 'kysely_migration_lock', lockRowId: 'migration_lock' };

/**
 * Brings the database to this version's shape. Everything pending runs in one transaction that takes
 * the lock for it first, so an interrupted start leaves the old shape or the new one, and a second
 * process starting at the same moment waits and then finds nothing to do.
 *
 * @param schema Postgres keeps tables in several schemas side by side; ours is this one.
 */
export async function migrate(
  db: Kysely<Tables>,
  migrations: Readonly<Record<string, Migration>> = MIGRATIONS,
  schema?: string,
): Promise<void> {
  const all = (tx: Kysely<Tables>): Promise<void> => takeSteps(tx, migrations, schema);
  await whenFree(() => db.transaction().execute(all), MIGRATE_WAITS_MS);
}

/** The same, inside a transaction of the caller's. */
export async function takeSteps(
  tx: Kysely<Tables>,
  migrations: Readonly<Record<string, Migration>>,
  schema?: string,
): Promise<void> {
  // The migrator would take it later, after it has made its own tables: two hosts would both try.
  await lockSteps(tx);
  await refuseStrangers(tx, migrations, schema);
  const migrator = new Migrator({
    db: tx,
    ...(schema !== undefined && { migrationTableSchema: schema }),
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  });
  // The migrator answers with its error; thrown here so that the transaction rolls back.
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error(String(error));
}

/** Until the transaction ends, nobody else brings this database to a shape. */
export const lockSteps = (tx: Kysely<Tables>): Promise<void> =>
  tx.getExecutor().adapter.acquireMigrationLock(tx, LOCK);

async function refuseStrangers(
  db: Kysely<Tables>,
  migrations: Readonly<Record<string, Migration>>,
  schema: string | undefined,
): Promise<void> {
  const all = await db.introspection.getTables({ withInternalKyselyTables: true });
  const tables = all.filter((table) => table.schema === schema && !table.isView);
  if (tables.length === 0) return;
  if (!tables.some((table) => table.name === LEDGER))
    throw new UnreadableDatabase('The database belongs to another program.');
  const rows = await db
    .withTables<{ [LEDGER]: { name: string } }>()
    .selectFrom(LEDGER)
    .select('name')
    .orderBy('name')
    .execute();
  const unknown = rows.find((row) => !(row.name in migrations));
  if (unknown !== undefined) throw new NewerDatabase(unknown.name);
}
