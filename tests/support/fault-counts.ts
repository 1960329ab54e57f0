import { appendFileSync } from 'node:fs';
import { inject } from 'vitest';

/** What one case adds to the block printed at the end of the suite. */
export type FaultCount = {
  /** Runs of a process, machine or network fault that were survived. */
  faults?: number;
  badInputs?: number;
  acknowledged?: number;
  lost?: number;
  doubled?: number;
  /** Clients at work at once, and how long all but the slowest 1 % of their answers took. */
  load?: { clients: number; p99Ms: number };
};

declare module 'vitest' {
  interface ProvidedContext {
    /** A file with one `FaultCount` in JSON on each line. */
    faultCounts: string;
  }
}

/** Written at once and by line: a case that dies later has still been counted. */
export function count(more: FaultCount): void {
  appendFileSync(inject('faultCounts'), `${JSON.stringify(more)}\n`);
}
