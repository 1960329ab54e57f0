import { spawn } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { LEDGER } from '../migrate.ts';
import { BackupRefused } from './refused.ts';

/** Debian keeps each version's programs to itself; the newest reads dumps of all before it. */
const DEBIANS = '/usr/lib/postgresql';
const SAID_MAX = 2_000;

export type Tool = 'pg_dump' | 'pg_restore';

function find(tool: Tool): string {
  const folders = [...debianFolders(), ...(process.env.PATH ?? '').split(path.delimiter)];
  const found = folders.map((folder) => path.join(folder, tool)).find(mayRun);
  if (found !== undefined) return found;
  throw new BackupRefused(
    `\`${tool}\` was not found. It comes with Postgres’s client programs (Debian: apt-get install postgresql-client); install those of the server’s version or newer.`,
  );
}

function debianFolders(): string[] {
  try {
    return readdirSync(DEBIANS)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => path.join(DEBIANS, version, 'bin'));
  } catch {
    return [];
  }
}

function mayRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Runs one of Postgres's own programs on a database. Its password goes by the environment: a command line can be read by everybody on the machine. */
export async function runTool(tool: Tool, url: string, args: readonly string[]): Promise<void> {
  const { bare, password } = withoutPassword(url);
  const child = spawn(find(tool), [...args, '--no-password', `--dbname=${bare}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...(password === '' ? {} : { PGPASSWORD: password }) },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-SAID_MAX);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0)
    throw new BackupRefused(`${tool} did not finish. It said: ${said.trim().split('\n').at(-1)}`);
}

function withoutPassword(url: string): { bare: string; password: string } {
  const parsed = new URL(url);
  const password = decodeURIComponent(parsed.password);
  parsed.password = '';
  return { bare: parsed.href, password };
}

/** Asks a database a few small questions, on a connection of its own. */
export async function asking<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new BackupRefused('The database that DATABASE_URL names could not be reached.', error);
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function stepsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client
    .query<{ name: string }>(`select name from ${LEDGER} order by name`)
    .catch((error: unknown) => {
      throw new BackupRefused('That database is empty, or is not Canopy’s.', error);
    });
  return rows.map(({ name }) => name);
}

/** How many tables there are: none, in a database that nothing lives in yet. */
export async function tablesIn(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n from information_schema.tables where table_schema = current_schema()`,
  );
  return rows[0]?.n ?? 0;
}
