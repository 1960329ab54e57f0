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

/**
 * Brings the database to this version's shape. Everything pending runs in one transaction that takes
 * the write lock first, so an interrupted start leaves the old shape or the new one, and a second
 * process starting at the same moment waits and then finds nothing to do.
 */
export async function migrate(
  db: Kysely<Tables>,
  migrations: Readonly<Record<string, Migration>> = MIGRATIONS,
): Promise<void> {
  const all = async (tx: Kysely<Tables>): Promise<void> => {
    await refuseStrangers(tx, migrations);
    const migrator = new Migrator({
      db: tx,
      provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    });
    // The migrator answers with its error; thrown here so that the transaction rolls back.
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error instanceof Error ? error : new Error(String(error));
  };
  await whenFree(() => db.transaction().execute(all), MIGRATE_WAITS_MS);
}

async function refuseStrangers(
  db: Kysely<Tables>,
  migrations: Readonly<Record<string, Migration>>,
): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (tables.length === 0) return;
  if (!tables.some((table) => table.name === LEDGER))
    throw new UnreadableDatabase('The database file belongs to another program.');
  const rows = await db
    .withTables<{ [LEDGER]: { name: string } }>()
    .selectFrom(LEDGER)
    .select('name')
    .orderBy('name')
    .execute();
  const unknown = rows.find((row) => !(row.name in migrations));
  if (unknown !== undefined) throw new NewerDatabase(unknown.name);
}
