import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { until } from '../people/schedule.ts';
import type { Program } from './program.ts';

const probe = fileURLToPath(new URL('../peers/memory-probe.mjs', import.meta.url));

export const MEMORY_FLAGS = ['--expose-gc', '--import', probe];

/** What a server started with `MEMORY_FLAGS` keeps alive after garbage collection, in kilobytes. */
export type LiveMemory = { liveKb: number; rssKb: number };

/** Before the start: says where the server is to write. */
export function memoryFile(): { read(program: Program): Promise<LiveMemory>; remove(): void } {
  const file = path.join(tmpdir(), `canopy-load-memory-${process.pid}`);
  process.env.LOAD_MEMORY_FILE = file;
  return {
    async read({ pid }) {
      rmSync(file, { force: true });
      process.kill(pid, 'SIGUSR2');
      await until('the server to look at its memory', () => existsSync(file), 20_000);
      const said = JSON.parse(readFileSync(file, 'utf8')) as NodeJS.MemoryUsage;
      return { liveKb: (said.heapUsed + said.external) / 1024, rssKb: said.rss / 1024 };
    },
    remove: () => rmSync(file, { force: true }),
  };
}
