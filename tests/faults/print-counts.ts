import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import type { FaultCount } from '../support/fault-counts.ts';
import { laneName } from './lane.ts';

// Vitest loads this file once for each project that names it; they write into one file.
const HELD = Symbol.for('canopy.fault-counts');
const all = globalThis as { [HELD]?: { file: string; users: number } };

/** Collects what the cases counted, to be said in one block whichever of them were run. */
export function setup({ provide }: TestProject): void {
  all[HELD] ??= { file: newFile(), users: 0 };
  all[HELD].users += 1;
  provide('faultCounts', all[HELD].file);
}

function newFile(): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'canopy-faults-')), 'counts.jsonl');
  writeFileSync(file, '');
  return file;
}

export function teardown(): void {
  const held = all[HELD];
  if (held === undefined) return;
  held.users -= 1;
  if (held.users > 0) return;
  delete all[HELD];
  const { file } = held;
  const counts = readFileSync(file, 'utf8').split('\n').filter(Boolean).map(read);
  rmSync(path.dirname(file), { recursive: true });
  if (counts.length > 0) say(counts);
}

/** The faults that are told apart; no line where none of them was run. */
function ofThem(counts: readonly FaultCount[]): string[] {
  const by = new Map<string, number>();
  for (const { of, faults = 0 } of counts)
    if (of !== undefined) by.set(of, (by.get(of) ?? 0) + faults);
  const each = [...by].map(([what, times]) => `${what} ${String(times)}`);
  return each.length === 0 ? [] : [`    of them              ${each.join(', ')}`];
}

const read = (line: string): FaultCount => JSON.parse(line) as FaultCount;

function say(counts: readonly FaultCount[]): void {
  const sum = (of: (count: FaultCount) => number | undefined): number =>
    counts.reduce((all, count) => all + (of(count) ?? 0), 0);
  const loads = counts.flatMap(({ load }) => load ?? []);
  const clients = Math.max(0, ...loads.map((load) => load.clients));
  const p99 = Math.max(0, ...loads.filter((load) => load.clients === clients).map(({ p99Ms }) => p99Ms)); // prettier-ignore
  const lost = sum((count) => count.lost);
  process.stdout.write(
    [
      '',
      `  ── faults, ${laneName} lane ──`,
      `  load held              ${loads.length === 0 ? 'not tried' : `${clients} clients, answers p99 ${Math.round(p99)} ms while faults struck`}`,
      `  faults survived        ${sum((count) => count.faults)}`,
      ...ofThem(counts),
      `  bad inputs tried       ${sum((count) => count.badInputs)}`,
      `  intents acknowledged   ${sum((count) => count.acknowledged)}`,
      `  applied twice          ${sum((count) => count.doubled)}`,
      `  acknowledged lost      ${lost}`,
      '',
      '',
    ].join('\n'),
  );
  // Also where the case itself forgot to ask: a lost word is never a pass.
  if (lost > 0) throw new Error(`${lost} acknowledged intents are lost`);
}
