import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { escapeIdentifier } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { asking, fileOf, isOurs, stepsOf, tablesIn } from './postgres-line.ts';

/**
 * Writes every row of a database that hosts may be writing to, as it stood at one moment, a file to a
 * table, and gives the files and the steps of its schema. By the same driver the host speaks with:
 * Postgres's own `pg_dump` is not on a machine where only Canopy runs, and refuses a server newer
 * than itself.
 */
export async function copyPostgres(
  url: string,
  folder: string,
  progress: (share: number) => void,
): Promise<{ steps: string[]; names: string[] }> {
  return asking(url, async (client) => {
    await stepsOf(client);
    const tables = (await tablesIn(client)).filter(isOurs);
    const all = tables.map(({ name }) => escapeIdentifier(name)).join(', ');
    await client.query('begin isolation level repeatable read read only');
    // Nobody may change a table's shape until this is done. Writing goes on.
    await client.query(`lock table ${all} in access share mode`);
    // The first question is the moment: every later one sees the rows of that moment.
    const steps = await stepsOf(client);
    const whole = tables.reduce((sum, { bytes }) => sum + bytes, 0);
    let copied = 0;
    progress(0);
    for (const { name, bytes } of tables) {
      await pipeline(
        client.query(
          copyTo(
            `copy ${escapeIdentifier(name)} to stdout with (format csv, header, encoding 'UTF8')`,
          ),
        ),
        createWriteStream(path.join(folder, fileOf(name)), { flags: 'wx', mode: 0o600 }),
      );
      progress(whole === 0 ? 1 : (copied += bytes) / whole);
    }
    await client.query('commit');
    return { steps, names: tables.map(({ name }) => fileOf(name)) };
  });
}
