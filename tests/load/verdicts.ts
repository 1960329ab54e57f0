import { MEASURES, type Measure } from './goals.ts';
import type { Done } from './rounds.ts';
import type { ServerName } from './servers/servers.ts';

const GENERATOR_BUSY_CORES = 0.9;

/** One line of the table; also one line of the JSON file. */
export type Verdict = {
  name: string;
  unit: string;
  ours: number | null;
  peers: Partial<Record<ServerName, number>>;
  /** Ours over the best of the peers that the first goal names. */
  ratio: number | null;
  goal: string;
  /** Null = nothing to compare, or no goal. */
  holds: boolean | null;
  notes: string[];
};

export function judge(done: readonly Done[]): Verdict[] {
  return MEASURES.filter(({ scenario }) => done.some((one) => one.scenario === scenario)).map(
    (measure) => judgeOne(measure, done),
  );
}

function judgeOne(measure: Measure, done: readonly Done[]): Verdict {
  const { scenario, figure, better, goals } = measure;
  const here = done.filter((one) => one.scenario === scenario);
  const valueOf = (server: ServerName): number | null =>
    medianOf(counting(here, server, figure).map((one) => one.figures?.[figure] ?? Number.NaN));
  const ours = valueOf('canopy');
  const peers: Verdict['peers'] = {};
  for (const server of measure.peers) {
    const value = valueOf(server);
    if (value !== null) peers[server] = value;
  }
  const best = (than: readonly ServerName[]): number | null => {
    const values = than.map(valueOf).filter((value) => value !== null);
    if (values.length === 0) return null;
    return better === 'lower' ? Math.min(...values) : Math.max(...values);
  };
  const met = goals.map((goal) => {
    const beside = 'than' in goal ? best(goal.than) : 1;
    const bound = 'than' in goal ? goal.times : goal.limit;
    if (ours === null || beside === null) return null;
    return better === 'lower' ? ours <= bound * beside : ours >= bound * beside;
  });
  const compared = goals.find((goal) => 'than' in goal)?.than ?? measure.peers;
  const beside = best(compared);
  return {
    name: measure.name,
    unit: measure.unit,
    ours,
    peers,
    ratio: ours === null || beside === null || beside === 0 ? null : ours / beside,
    goal: goals.map((goal) => sayGoal(measure, goal)).join(', '),
    holds: met.includes(false) ? false : met.length === 0 || met.includes(null) ? null : true,
    notes: notesOn(here, figure),
  };
}

/** Rounds in which nobody else used the machine; all of them when there is no such round. */
function counting(here: readonly Done[], server: ServerName, figure: string): Done[] {
  const all = here.filter((one) => one.server === server && Number.isFinite(one.figures?.[figure]));
  const quiet = all.filter(({ disturbed }) => !disturbed);
  return quiet.length > 0 ? quiet : all;
}

function notesOn(here: readonly Done[], figure: string): string[] {
  const notes: string[] = [];
  const servers = [...new Set(here.map(({ server }) => server))];
  const noisy = servers.filter((server) =>
    counting(here, server, figure).some(({ disturbed }) => disturbed),
  );
  if (noisy.length > 0) notes.push(`disturbed${namesOf(noisy, servers)}`);
  const bound = servers.filter((server) =>
    counting(here, server, figure).some(
      ({ figures }) => (figures?.generatorCores ?? 0) > GENERATOR_BUSY_CORES,
    ),
  );
  if (bound.length > 0) notes.push(`generator at its limit${namesOf(bound, servers)}`);
  return notes;
}

/** All of them need no naming. */
const namesOf = (some: readonly ServerName[], all: readonly ServerName[]): string =>
  some.length === all.length ? '' : `: ${some.join(', ')}`;

export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

function sayGoal({ better, unit }: Measure, goal: Measure['goals'][number]): string {
  const sign = better === 'lower' ? '≤' : '≥';
  if ('limit' in goal) {
    if (goal.limit === 0) return 'none';
    return `${sign} ${goal.limit.toLocaleString('en')}${unit === '' ? '' : ` ${unit}`}`;
  }
  return `${sign} ${goal.times} × ${goal.than.length > 1 ? 'the better peer' : goal.than[0]}`;
}
