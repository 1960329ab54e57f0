import { readdirSync, readFileSync } from 'node:fs';

/** Processor time of a process, all its threads, in milliseconds, to the nanosecond the kernel keeps. */
export function cpuMsOf(pid: number): number {
  let ns = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      ns += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      // A thread that ended between the two reads.
    }
  }
  return ns / 1e6;
}

/** Memory a process has in use now, in MiB. */
export function residentMiBOf(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  if (line === null) throw new Error('this system does not say how much memory a process uses');
  return Number(line[1]) / 1024;
}
