import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Plan, Prepared } from './plan.ts';

const program = fileURLToPath(new URL('prepare.ts', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
export const shelf = path.join(tmpdir(), 'canopy-load');

/** Data folders are made once for each plan and state of the sources, and copied for each round. */
export async function preparedData(
  plan: Plan,
): Promise<{ dataDir: string; prepared: Prepared; remove(): Promise<void> }> {
  const made = path.join(shelf, `canopy-${keyOf(JSON.stringify(plan))}`);
  if (!existsSync(made)) await onShelf(made, (folder) => prepare(folder, plan));
  return opened(await copyOf(made));
}

/** The same in an empty database, made anew each time; the folder holds only who is who. */
export async function preparedIn(database: string, plan: Plan): ReturnType<typeof preparedData> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'canopy-load-'));
  await prepare(dataDir, plan, database);
  return opened(dataDir);
}

async function opened(dataDir: string): ReturnType<typeof preparedData> {
  const text = await readFile(path.join(dataDir, 'prepared.json'), 'utf8');
  return {
    dataDir,
    prepared: JSON.parse(text) as Prepared,
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

export async function copyOf(made: string): Promise<string> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'canopy-load-'));
  await cp(made, dataDir, { recursive: true });
  return dataDir;
}

/** Half a folder is never found on the shelf: it gets its name when it is whole. */
export async function onShelf(
  made: string,
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  await mkdir(shelf, { recursive: true });
  const folder = await mkdtemp(path.join(shelf, 'making-'));
  await fill(folder);
  await rename(folder, made);
}

function prepare(folder: string, plan: Plan, database = ''): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, folder, JSON.stringify(plan), database], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`preparing ended with ${code}`)),
    );
  });
}

/** Sources that decide what is in a data folder. */
const SOURCES = ['packages', 'realtime/src', 'tests/load/prepare'];

function keyOf(text: string): string {
  const hash = createHash('sha256').update(text);
  for (const source of SOURCES)
    for (const entry of readdirSync(path.join(root, source), {
      recursive: true,
      withFileTypes: true,
    })) {
      const file = path.join(entry.parentPath, entry.name);
      if (entry.isFile() && file.endsWith('.ts') && !file.includes('node_modules'))
        hash.update(file).update(readFileSync(file));
    }
  return hash.digest('hex').slice(0, 16);
}
