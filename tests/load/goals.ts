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
  unit: 'ms' | '/s' | 'bytes' | 'kB' | 'MB' | 'cores' | '';
  better: 'lower' | 'higher';
  /** Shown beside ours, goal or not. */
  peers: readonly ServerName[];
  /** All of them have to hold. None = shown for its own sake. */
  goals: readonly (Ratio | Limit)[];
};

const LEVEL: ServerName = 'y-websocket';
const HOCUS: ServerName = 'hocuspocus';
const TUNED: ServerName = 'hocuspocus-33';
/** Both that keep what they are told. */
const KEEP = [LEVEL, HOCUS];

const times = (times: number, ...than: ServerName[]): Ratio => ({ times, than });
const atMost = (limit: number): Limit => ({ limit });

const measure = (
  scenario: ScenarioName,
  figure: string,
  name: string,
  unit: Measure['unit'],
  peers: readonly ServerName[],
  goals: Measure['goals'],
  better: Measure['better'] = 'lower',
): Measure => ({ scenario, figure, name: `${scenario}: ${name}`, unit, peers, goals, better });

/**
 * What Canopy must reach. Each goal is a ratio to a peer measured in the same run, or a limit of its
 * own; `docs/performance.md` says where they come from. This file is the only place they stand in.
 */
export const MEASURES: readonly Measure[] = [
  measure('session', 'p95', 'p95 until seen', 'ms', [...KEEP, 'relay'], [times(1, ...KEEP)]),
  measure('session', 'p99', 'p99 until seen', 'ms', [...KEEP, 'relay'], [times(1, ...KEEP)]),
  measure(
    'session',
    'cpuPer1000',
    'CPU per 1,000 seen',
    'ms',
    [...KEEP, 'relay'],
    [times(0.75, HOCUS), times(0.7, LEVEL)],
  ),

  measure(
    'big',
    'cpuPer1000',
    'CPU per 1,000 seen',
    'ms',
    [...KEEP, TUNED, 'relay'],
    [times(0.45, ...KEEP), times(0.8, TUNED)],
  ),
  measure('big', 'p95', 'p95 until seen', 'ms', [...KEEP, TUNED, 'relay'], [atMost(40)]),

  measure(
    'drag',
    'cpuPer1000',
    'CPU per 1,000 seen',
    'ms',
    [...KEEP, TUNED, 'relay'],
    [times(0.45, ...KEEP), times(0.8, TUNED)],
  ),
  measure('drag', 'p95', 'p95 until seen', 'ms', [...KEEP, TUNED, 'relay'], []),
  measure('drag', 'missing', 'steps never seen', '', [], [atMost(0)]),

  measure(
    'saturate',
    'deliveriesPerSecond',
    'seen a second',
    '/s',
    [...KEEP, TUNED, 'relay'],
    [times(1.5, HOCUS), times(12, LEVEL)],
    'higher',
  ),
  measure(
    'saturate',
    'cpuPer1000',
    'CPU per 1,000 seen',
    'ms',
    [...KEEP, TUNED, 'relay'],
    [times(0.6, HOCUS)],
  ),

  measure('cold-join', 'contentMs', 'first join', 'ms', KEEP, [times(0.4, HOCUS)]),
  measure('cold-join', 'cpuBeforeReply', 'server CPU before the reply', 'ms', KEEP, [atMost(20)]),
  measure('cold-join', 'syncedEmpty', '"synced" before the content', '', KEEP, [atMost(0)]),

  measure('storm', 'blipMs', 'signal lost, until all are back', 'ms', KEEP, [times(0.65, ...KEEP)]),
  measure('storm', 'blipBoardMs', 'signal lost, until all have the board', 'ms', KEEP, []),
  measure('storm', 'blipWaitMs', 'signal lost, worst wait in the room', 'ms', KEEP, [atMost(350)]),
  measure('storm', 'reloadMs', 'reload, until all are back', 'ms', KEEP, [times(0.2, ...KEEP)]),
  measure('storm', 'reloadBoardMs', 'reload, until all have the board', 'ms', KEEP, []),
  measure('storm', 'reloadCpuMs', 'reload, server CPU', 'ms', KEEP, [times(0.08, LEVEL)]),
  measure('storm', 'reloadWaitMs', 'reload, worst wait in the room', 'ms', KEEP, [
    times(0.2, LEVEL),
    atMost(350),
  ]),
  measure('storm', 'restartMs', 'server restarted, until all are back', 'ms', KEEP, [
    times(0.7, ...KEEP),
    atMost(1_000),
  ]),
  measure('storm', 'restartBoardMs', 'server restarted, until all have the board', 'ms', KEEP, []),
  measure('storm', 'restartStartedMs', 'server restarted, until it listens', 'ms', KEEP, []),

  measure('memory', 'roomKb', 'live per idle room', 'kB', KEEP, [times(0.4, ...KEEP), atMost(25)]),
  measure('memory', 'clientKb', 'live per idle reader of a board', 'kB', KEEP, [atMost(6)]),
  measure('memory', 'liveClientKb', 'live per idle live socket', 'kB', [], []),
  measure('memory', 'closedKb', 'kept per closed room', 'kB', KEEP, [atMost(2)]),

  ...[50, 300].flatMap((perSecond) => [
    measure(
      'reactions',
      `cpuPer1000At${perSecond}`,
      `${perSecond}/s, CPU per 1,000 seen`,
      'ms',
      ['socket.io'],
      [times(perSecond === 50 ? 0.4 : 0.15, 'socket.io')],
    ),
    measure(
      'reactions',
      `p95At${perSecond}`,
      `${perSecond}/s, p95 until seen`,
      'ms',
      ['socket.io'],
      [atMost(120)],
    ),
    measure(
      'reactions',
      `lostAt${perSecond}`,
      `${perSecond}/s, lost`,
      '',
      ['socket.io'],
      [atMost(0)],
    ),
  ]),

  ...[
    ['At50', 'kill -9 at 50/s'],
    ['At2000', 'kill -9 at 2,000/s'],
    ['AfterBurst', 'SIGTERM after a burst'],
  ].flatMap(([when, said]) => [
    measure('durability', `acked${when}`, `${said}, acknowledged`, '', KEEP, []),
    measure('durability', `lost${when}`, `${said}, of these lost`, '', KEEP, [atMost(0)]),
    measure('durability', `seenLost${when}`, `${said}, seen and lost`, '', KEEP, [atMost(0)]),
  ]),

  measure('event', 'checkInAckP99', 'check-in, ack p99', 'ms', [], [atMost(500)]),
  measure('event', 'reactionAckP99', 'reactions, ack p99', 'ms', [], [atMost(500)]),
  measure('event', 'voteAckP99', 'votes, ack p99', 'ms', [], [atMost(500)]),
  measure('event', 'placeAckP99', 'leaves, ack p99', 'ms', [], []),
  measure('event', 'seenP99', 'board change, p99 until seen', 'ms', [], [atMost(1_000)]),
  measure('event', 'allInMs', 'admitted, until all see the room', 'ms', [], []),
  measure('event', 'missing', 'leaves never seen', '', [], [atMost(0)]),
  measure('event', 'peakCores', 'host at its busiest stage', 'cores', [], []),

  measure('hundred', 'ackP99', 'ack p99', 'ms', [], [atMost(100)]),
  measure('hundred', 'seenP99', 'board change, p99 until seen', 'ms', [], []),
  measure('hundred', 'serverCores', 'host', 'cores', [], [atMost(1)]),
  measure('hundred', 'missing', 'changes never seen', '', [], [atMost(0)]),

  ...(['cost', 'cost-shared'] as const).flatMap((scenario) => [
    measure(scenario, 'startCpuMs', 'host: to start, CPU', 'ms', [], []),
    measure(scenario, 'hostIdleMsPerS', 'host: nobody there, CPU a second', 'ms', [], []),
    measure(scenario, 'hostRssMb', 'host: nobody there, memory', 'MB', [], []),
    measure(scenario, 'arriveCpuMs', 'a seat: to arrive, CPU', 'ms', [], []),
    measure(scenario, 'arriveKb', 'a seat: to arrive, wire', 'kB', [], []),
    measure(scenario, 'seatLiveKb', 'a seat: kept alive in memory', 'kB', [], []),
    measure(scenario, 'seatRssKb', 'a seat: memory as the system counts', 'kB', [], []),
    measure(scenario, 'seatIdleMsPerMin', 'a seat: idle, CPU a minute', 'ms', [], []),
    measure(scenario, 'seatIdleBytesPerMin', 'a seat: idle, wire a minute', 'bytes', [], []),
    measure(scenario, 'actionCpuMs', 'an action: CPU', 'ms', [], []),
    measure(scenario, 'deliveryCpuMs', 'each person who sees it: CPU', 'ms', [], []),
    measure(scenario, 'deliveryBytes', 'each person who sees it: wire', 'bytes', [], []),
    measure(scenario, 'actionDiskBytes', 'an action: kept', 'bytes', [], []),
    measure(scenario, 'refused', 'actions refused', '', [], [atMost(0)]),
  ]),
  measure('cost-shared', 'heardElsewhereMs', 'an action: CPU of a host beside', 'ms', [], []),
  measure('cost-shared', 'actionDatabaseMs', 'an action: CPU of Postgres', 'ms', [], []),
  measure('cost-shared', 'actionWrittenBytes', 'an action: log of Postgres', 'bytes', [], []),
  measure('cost-shared', 'actionBusMs', 'an action: CPU of Redis', 'ms', [], []),
  measure('cost-shared', 'actionBusBytes', 'an action: into Redis', 'bytes', [], []),
];
