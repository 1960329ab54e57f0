import type { ScenarioName } from './scenarios/scenarios.ts';
import type { ServerName } from './servers/servers.ts';

/** At most (or, where more is better, at least) this many times the best of these peers. */
type Ratio = { times: number; than: readonly ServerName[] };
/** At most (at least) this much, whatever the peers do. */
type Limit = { limit: number };

export type Measure = {
  name: string;
  scenario: ScenarioName;
  figure: string;
  unit: 'ms' | '/s' | 'kB' | 'cores' | '';
  better: 'lower' | 'higher';
  /** Shown beside ours, goal or not. */
  peers: readonly ServerName[];
  /** All of them have to hold. None = shown for its own sake. */
  goals: readonly (Ratio | Limit)[];
};

const KEEP: readonly ServerName[] = ['y-websocket', 'hocuspocus'];

/**
 * What Canopy must reach. Each goal is a ratio to a peer measured in the same run, or a limit of its
 * own; `docs/performance.md` says where they come from. This file is the only place they stand in.
 */
export const MEASURES: readonly Measure[] = [
  {
    name: 'session: p95 until seen',
    scenario: 'session',
    figure: 'p95',
    unit: 'ms',
    better: 'lower',
    peers: [...KEEP, 'relay'],
    goals: [{ times: 1, than: KEEP }],
  },
  {
    name: 'session: p99 until seen',
    scenario: 'session',
    figure: 'p99',
    unit: 'ms',
    better: 'lower',
    peers: [...KEEP, 'relay'],
    goals: [{ times: 1, than: KEEP }],
  },
  {
    name: 'session: CPU per 1,000 seen',
    scenario: 'session',
    figure: 'cpuPer1000',
    unit: 'ms',
    better: 'lower',
    peers: [...KEEP, 'relay'],
    goals: [
      { times: 0.75, than: ['hocuspocus'] },
      { times: 0.7, than: ['y-websocket'] },
    ],
  },
  {
    name: 'big: CPU per 1,000 seen',
    scenario: 'big',
    figure: 'cpuPer1000',
    unit: 'ms',
    better: 'lower',
    peers: [...KEEP, 'hocuspocus-33', 'relay'],
    goals: [
      { times: 0.45, than: KEEP },
      { times: 0.8, than: ['hocuspocus-33'] },
    ],
  },
  {
    name: 'big: p95 until seen',
    scenario: 'big',
    figure: 'p95',
    unit: 'ms',
    better: 'lower',
    peers: [...KEEP, 'hocuspocus-33', 'relay'],
    goals: [{ limit: 40 }],
  },
];
