import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Kysely } from 'kysely';
import { escapeIdentifier, type Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { MIGRATIONS } from '../migrations/index.ts';
import { lockSteps, takeSteps } from '../migrate.ts';
import { placeFor } from '../postgres.ts';
import { CanopyPostgres, plainText } from '../postgres-dialect.ts';
import type { Tables } from '../schema.ts';
import type { Manifest } from './manifest.ts';
import { asking, fileOf, isOurs, tablesIn } from './postgres-line.ts';
import { BackupRefused } from './refused.ts';

/**
 * Puts the rows of a backup into an empty database, in one transaction: one that breaks off leaves it
 * as empty as it was. The tables are made by the steps the backup's had, so an older backup fits, and
 * the host that is started on it takes the rest. `afterwards` runs last inside it.
 */
export async function intoPostgres(
  folder: string,
  { steps, files }: Manifest,
  { url, afterwards }: { url: string; afterwards: string },
  progress: (share: number) => void,
): Promise<void> {
  await asking(url, async (client) => {
    const db = speakingBy(client);
    const schema = await placeFor(db);
    await db.transaction().execute(async (tx) => {
      // A host that is started on it this very moment waits, and then finds its data.
      await lockSteps(tx);
      if ((await tablesIn(client)).length > 0)
        throw new BackupRefused(
          'The database named is not empty. Nothing was changed: name an empty one, and move what is there away first.',
        );
      await takeSteps(tx, Object.fromEntries(stepsTaken(steps)), schema);
      await fill(client, folder, files, progress);
      await client.query(afterwards);
    });
    await client.query('analyze');
  });
}

const stepsTaken = (steps: readonly string[]) =>
  Object.entries(MIGRATIONS).filter(([name]) => steps.includes(name));

/** Our own statements and those of the steps, on one connection and so in one transaction. */
function speakingBy(client: Client): Kysely<Tables> {
  const ask = { query: client.query.bind(client), release: () => undefined };
  const pool = { options: {}, connect: () => Promise.resolve(ask), end: () => Promise.resolve() };
  return new Kysely<Tables>({ dialect: new CanopyPostgres({ pool }) }).withPlugin(plainText);
}

async function fill(
  client: Client,
  folder: string,
  files: Manifest['files'],
  progress: (share: number) => void,
): Promise<void> {
  const names = (await tablesIn(client)).filter(isOurs).map(({ name }) => name);
  const kept = new Set(files.map(({ name }) => name));
  if (kept.size !== names.length || !names.every((name) => kept.has(fileOf(name))))
    throw new BackupRefused('The files of this backup are not those of its version of Canopy.');
  const whole = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  // Off while the rows come, in whatever order; putting them back looks at every row.
  const references = await referencesIn(client);
  for (const { table, name } of references)
    await client.query(`alter table ${table} drop constraint ${name}`);
  progress(0);
  for (const table of names) {
    const file = path.join(folder, fileOf(table));
    const into = `${escapeIdentifier(table)} (${await columnsOf(file)})`;
    const query = copyFrom(`copy ${into} from stdin with (format csv, header, encoding 'UTF8')`);
    await pipeline(createReadStream(file), client.query(query));
    done += files.find(({ name }) => name === fileOf(table))?.bytes ?? 0;
    progress(done / whole);
  }
  for (const { table, name, definition } of references)
    await client.query(`alter table ${table} add constraint ${name} ${definition}`);
}

type Reference = { table: string; name: string; definition: string };

async function referencesIn(client: Client): Promise<Reference[]> {
  const { rows } = await client.query<Reference>(
    `select conrelid::regclass::text as "table", quote_ident(conname) as name,
        pg_get_constraintdef(oid) as definition
      from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`,
  );
  return rows;
}

/** The first line names them, in the order of the machine the backup was taken on. */
async function columnsOf(file: string): Promise<string> {
  const opened = await open(file);
  try {
    for await (const line of opened.readLines()) return line.split(',').map(asColumn).join(', ');
  } finally {
    await opened.close();
  }
  throw new BackupRefused(`${path.basename(file)} has no first line.`);
}

const asColumn = (name: string): string => {
  if (/^[a-z_]+$/.test(name)) return escapeIdentifier(name);
  throw new BackupRefused('The files of this backup are not those of its version of Canopy.');
};
