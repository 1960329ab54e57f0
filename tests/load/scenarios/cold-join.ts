import { setTimeout as wait } from 'node:timers/promises';
import * as Y from 'yjs';
import { watchLoad } from '../machine.ts';
import { until } from '../people/schedule.ts';
import { openReader } from '../people/reader.ts';
import { boardOn, type BoardOn } from '../servers/board-on.ts';
import type { Program } from '../servers/program.ts';
import { loadFigures, type Figures, type Round, type Scenario } from './scenario.ts';

/** As many as a storm needs, so that one prepared board serves both. */
export const PEOPLE = 202;
export const USED_BOARD = { leaves: 2_000, moves: 18_000 };
export const QUICK_BOARD = { leaves: 200, moves: 1_800 };

/** A board of 2,000 leaves after 20,000 edits on a server that has just started: the first to come. */
export const coldJoin: Scenario = {
  servers: ['canopy', 'y-websocket', 'hocuspocus'],
  quickServers: ['canopy', 'hocuspocus'],
  seconds: { quick: 4, full: 8 },
  measure,
};

async function measure(round: Round): Promise<Figures> {
  round.say('preparing a board');
  const size = round.quick ? QUICK_BOARD : USED_BOARD;
  const board = await boardOn(round.server, { ...size, people: PEOPLE });
  round.say('starting');
  const program = await board.start();
  try {
    // What a start does for itself is not part of a join.
    await wait(1_500);
    const since = watchLoad(() => program.cpu());
    round.say('joining');
    const first = await join(board, program, size.leaves);
    await wait(1_000);
    const warm = await join(board, program, size.leaves);
    const load = since();
    return {
      contentMs: first.contentMs,
      cpuBeforeReply: first.cpuBeforeReply,
      syncedEmpty: first.syncedEmpty,
      cpuOfJoin: first.cpuOfJoin,
      stateKb: first.bytes / 1024,
      warmContentMs: warm.contentMs,
      ...loadFigures(load),
    };
  } finally {
    await program.stop();
    await board.remove();
  }
}

async function join(board: BoardOn, program: Program, leaves: number) {
  const doc = new Y.Doc();
  const cpu = program.cpu();
  let cpuAtContent: number | null = null;
  let contentAt = 0;
  let bytes = 0;
  const take = (update: Uint8Array): void => {
    const cpuNow = program.cpu();
    Y.applyUpdate(doc, update);
    bytes += update.length;
    if (cpuAtContent !== null || board.leavesIn(doc) < leaves) return;
    cpuAtContent = cpuNow;
    contentAt = performance.now();
  };
  const startedAt = performance.now();
  const reader = await openReader({
    ...board.follow(program, 0),
    framing: board.framing,
    stateVector: Uint8Array.of(0),
    heard: take,
  });
  take(reader.state);
  const syncedEmpty = cpuAtContent === null ? 1 : 0;
  await until('the board', () => cpuAtContent !== null, 60_000);
  // Some servers go on after they have answered: that is paid for by whoever comes next.
  await wait(500);
  const cpuOfJoin = program.cpu() - cpu;
  reader.line.drop();
  return {
    contentMs: contentAt - startedAt,
    cpuBeforeReply: (cpuAtContent ?? 0) - cpu,
    syncedEmpty,
    cpuOfJoin,
    bytes,
  };
}
