import type { BoxStore } from './box-store.ts';
import { openLine } from './postgres-line.ts';
import { shape } from './postgres-shape.ts';
import { openPostgresStages } from './postgres-stages.ts';
import { tidyPostgres } from './postgres-tidy.ts';
import { openPostgresVotes } from './postgres-votes.ts';

/** A database that is the box's alone, by an account that is too. */
export async function openPostgresBox(url: string): Promise<BoxStore> {
  const line = openLine(url);
  const tidy = tidyPostgres(line);
  try {
    await shape(line);
    await tidy.all();
  } catch (error) {
    await line.close().catch(() => undefined);
    throw error;
  }
  return {
    votes: openPostgresVotes(line, (id) => {
      tidy.soon('ballot', id);
    }),
    stages: openPostgresStages(line, (id) => {
      tidy.soon('leaf', id);
    }),
    scrub: async () => {
      await tidy.now();
      await line.outside('vacuum vote', 'vacuum stage');
    },
    close: async () => {
      try {
        await tidy.now();
      } finally {
        await line.close();
      }
    },
  };
}
