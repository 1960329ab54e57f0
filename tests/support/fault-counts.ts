import { appendFileSync } from 'node:fs';
import { inject } from 'vitest';
import type { Verdict } from './ledger.ts';

/** What one case adds to the block printed at the end of the suite. */
export type FaultCount = {
  /** Runs of a process, machine or network fault that were survived. */
  faults?: number;
  /** What the fault was, where it is told apart from the rest. */
  of?: FaultKind;
  badInputs?: number;
  acknowledged?: number;
  lost?: number;
  doubled?: number;
  /** Clients at work at once, and how long all but the slowest 1 % of their answers took. */
  load?: { clients: number; p99Ms: number };
};

/** N8 to N10: what befalls the servers that hosts share, and hosts that share a board. */
export type FaultKind = 'Redis killed' | 'Postgres killed' | 'one board claimed by two';

declare module 'vitest' {
  interface ProvidedContext {
    /** A file with one `FaultCount` in JSON on each line. */
    faultCounts: string;
  }
}

/** Before it is expected to be well, so that a lost word is in the block too. */
export const countVerdict = ({ acknowledged, lost, doubled }: Verdict): void =>
  count({ acknowledged, lost: lost.length, doubled: doubled.length });

/** Written at once and by line: a case that dies later has still been counted. */
export function count(more: FaultCount): void {
  appendFileSync(inject('faultCounts'), `${JSON.stringify(more)}\n`);
}
