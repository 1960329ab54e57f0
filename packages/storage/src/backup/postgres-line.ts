import pg from 'pg';
import { LEDGER } from '../migrate.ts';
import { whyNotSaved } from '../not-saved.ts';
import { inWords } from '../postgres.ts';
import { StorageAway } from '../storage-fault.ts';
import { UnusableDatabase } from '../unreadable.ts';
import { BackupRefused } from './refused.ts';

/** Works on a database by one connection of its own, without limits of time: a copy takes what it takes. */
export async function asking<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'canopy backup',
    connectionTimeoutMillis: 10_000,
    statement_timeout: 0,
    idle_in_transaction_session_timeout: 0,
    keepAlive: true,
  });
  let lost = false;
  client.on('error', () => (lost = true));
  try {
    await client.connect();
  } catch (error) {
    throw plainly(error instanceof pg.DatabaseError ? error : new StorageAway(error));
  }
  try {
    return await work(client);
  } catch (error) {
    // The server's own last word may be heard before the line is seen to be gone.
    if (!lost && whyNotSaved(error) !== 'away') throw plainly(error);
    throw new BackupRefused('The database went away in the middle. Try again when it is back.');
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The same error, as a sentence where whoever typed the command can mend it. */
function plainly(error: unknown): unknown {
  const known = inWords(error);
  return known instanceof UnusableDatabase ? new BackupRefused(known.message, error) : error;
}

/** Where a table's rows are in a backup: every table a file of its own, which other programs can read too. */
export const fileOf = (table: string): string => `${table}.csv`;

export async function stepsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client
    .query<{ name: string }>(`select name from ${LEDGER} order by name`)
    .catch((error: unknown) => {
      throw new BackupRefused('That database is empty, or is not Canopy’s.', error);
    });
  return rows.map(({ name }) => name);
}

export type TableFound = { name: string; bytes: number };

/** Every table where ours are made, and about how much is in it. None, where nothing lives yet. */
export async function tablesIn(client: pg.Client): Promise<TableFound[]> {
  const { rows } = await client.query<{ name: string; bytes: string }>(
    `select relname as name, pg_table_size(oid)::text as bytes from pg_class
      where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') order by relname`,
  );
  return rows.map(({ name, bytes }) => ({ name, bytes: Number(bytes) }));
}

/** Kysely's own notes: a restore takes the same steps anew, and that writes them. */
export const isOurs = ({ name }: TableFound): boolean => !name.startsWith(LEDGER);
