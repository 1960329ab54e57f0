import { existsSync, readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';

const TICK_MS = 10;

const read = (file: string): string => readFileSync(file, 'utf8');
const keepsCounts =
  existsSync('/proc/self/schedstat') && !read('/proc/self/schedstat').startsWith('0 ');

/**
 * CPU time of a process, user and system, all threads, in milliseconds. From the scheduler's own
 * counts where the kernel keeps them (nanoseconds), else from the clock ticks in `stat` (10 ms).
 */
export const cpuOf = (pid: number): number =>
  keepsCounts ? countsOf(pid) : ticksOf(pid) * TICK_MS;

function countsOf(pid: number): number {
  for (;;) {
    try {
      let nanoseconds = 0;
      for (const task of readdirSync(`/proc/${pid}/task`))
        nanoseconds += Number.parseInt(read(`/proc/${pid}/task/${task}/schedstat`), 10);
      return nanoseconds / 1e6;
    } catch (error) {
      // A thread may end between the two readings; a process that has ended has no tasks at all.
      if (!existsSync(`/proc/${pid}/task`)) throw error;
    }
  }
}

function ticksOf(pid: number): number {
  const stat = read(`/proc/${pid}/stat`);
  // The second field is a name in brackets and may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/** Milliseconds all cores of this machine were busy since it started. */
function busyMs(): number {
  const [line = ''] = read('/proc/stat').split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq + steal) * TICK_MS;
}

const ownMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Cores in use over a stretch of time: by the server, by this generator, by everybody else. */
export type Load = {
  ms: number;
  serverMs: number;
  server: number;
  generator: number;
  other: number;
};

/** Starts looking; the function it returns says what was used since. */
export function watchLoad(serverCpu: () => number): () => Load {
  const at = performance.now();
  const [server, own, busy] = [serverCpu(), ownMs(), busyMs()];
  return () => {
    const ms = performance.now() - at;
    const serverMs = serverCpu() - server;
    const generatorMs = ownMs() - own;
    const otherMs = Math.max(0, busyMs() - busy - serverMs - generatorMs);
    return {
      ms,
      serverMs,
      server: serverMs / ms,
      generator: generatorMs / ms,
      other: otherMs / ms,
    };
  };
}

const RESTS_FOR_MS = 1_000;

/**
 * Until a server has used next to no CPU for a second: whatever it still did behind its answers is
 * done. `restingMs` = what counts as next to none, for rooms in which somebody goes on.
 */
export async function rested(
  server: { cpu(): number },
  withinMs = 180_000,
  restingMs = 15,
): Promise<void> {
  const end = performance.now() + withinMs;
  let before = server.cpu();
  let since = performance.now();
  while (performance.now() - since < RESTS_FOR_MS) {
    if (performance.now() > end) throw new Error('the server did not come to rest');
    await wait(50);
    const now = server.cpu();
    if (now - before < restingMs) continue;
    before = now;
    since = performance.now();
  }
}
