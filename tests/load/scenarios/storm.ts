import { setTimeout as wait } from 'node:timers/promises';
import * as Y from 'yjs';
import { rested, watchLoad } from '../machine.ts';
import { CanopyCrowd } from '../people/canopy-crowd.ts';
import type { Crowd } from '../people/crowd.ts';
import { openReader } from '../people/reader.ts';
import { ReturningPeople, type Return } from '../people/returning.ts';
import { pace, until } from '../people/schedule.ts';
import { YjsCrowd } from '../people/yjs-crowd.ts';
import { boardOn, type BoardOn } from '../servers/board-on.ts';
import type { Program } from '../servers/program.ts';
import { SERVERS } from '../servers/servers.ts';
import { PEOPLE, QUICK_BOARD, USED_BOARD } from './cold-join.ts';
import { loadFigures, type Figures, type Round, type Scenario } from './scenario.ts';

const NOTHING = Uint8Array.of(0);
const EDITS_PER_SECOND = 20;

/**
 * 200 people on a much-used board drop and return at once while a facilitator goes on editing, 20
 * times a second, and a bystander watches: after a lost signal (browsers still know the board), after
 * everybody reloaded (they know nothing), and after the server was stopped and started.
 */
export const storm: Scenario = {
  servers: ['canopy', 'y-websocket', 'hocuspocus'],
  quickServers: ['canopy', 'y-websocket'],
  seconds: { quick: 12, full: 35 },
  measure,
};

async function measure(round: Round): Promise<Figures> {
  const size = round.quick ? QUICK_BOARD : USED_BOARD;
  const count = round.quick ? 60 : 200;
  const calmMs = round.quick ? 700 : 2_000;
  round.say('preparing a board');
  const board = await boardOn(round.server, { ...size, people: PEOPLE });
  let program = await board.start();
  const people = new ReturningPeople(board, count);
  let crowd: Crowd | null = null;
  try {
    round.say(`${count} people coming in`);
    await people.come(program, NOTHING, performance.now());
    crowd = facilitatorAndBystander(round, board, program);
    await crowd.enter();
    const knows = await keepUp(board, program, size.leaves);
    await wait(calmMs);
    const since = watchLoad(() => program.cpu());

    round.say('everybody loses signal');
    const blip = await through(crowd, program, async () => {
      const known = knows();
      const at = performance.now();
      people.drop();
      return people.come(program, known, at);
    });
    await wait(calmMs);
    round.say('everybody reloads');
    const reload = await through(crowd, program, async () => {
      const at = performance.now();
      people.drop();
      return people.come(program, NOTHING, at);
    });
    const load = since();
    await wait(calmMs);

    round.say('the server restarts');
    const known = knows();
    crowd.leave();
    crowd = null;
    const at = performance.now();
    const gone = people.lost();
    await program.kill('SIGTERM');
    const stoppedMs = performance.now() - at;
    program = await board.start();
    const startedMs = performance.now() - at;
    await gone;
    const restart = await people.come(program, known, at);
    return {
      ...named('blip', blip),
      ...named('reload', reload),
      restartMs: restart.allMs,
      restartBoardMs: restart.boardMs,
      restartFailed: restart.failed,
      restartStoppedMs: stoppedMs,
      restartStartedMs: startedMs,
      ...loadFigures(load),
    };
  } finally {
    crowd?.leave();
    people.drop();
    await program.stop();
    await board.remove();
  }
}

type Storm = Return & { cpuMs: number; worstWaitMs: number };

const named = (what: string, { allMs, boardMs, cpuMs, worstWaitMs, failed }: Storm): Figures => ({
  [`${what}Ms`]: allMs,
  [`${what}BoardMs`]: boardMs,
  [`${what}CpuMs`]: cpuMs,
  [`${what}WaitMs`]: worstWaitMs,
  [`${what}Failed`]: failed,
});

/** The facilitator edits before, through and after it; waits count from the drop on. */
async function through(
  crowd: Crowd,
  program: Program,
  returning: () => Promise<Return>,
): Promise<Storm> {
  let going = true;
  const atMost = performance.now() + 90_000;
  const editing = pace(
    EDITS_PER_SECOND,
    atMost,
    () => crowd.act(0, 'move'),
    () => going,
  );
  await wait(500);
  const { deliveries } = crowd;
  const cpu = program.cpu();
  deliveries.begin();
  const back = await returning();
  const cpuMs = program.cpu() - cpu;
  await wait(300);
  deliveries.end();
  going = false;
  await editing;
  // Whatever was sent is read, or the worst wait would be the one that is left out.
  const accepted = (): number => deliveries.sent - deliveries.refused;
  await until('the last edit', () => deliveries.everDelivered >= accepted(), 30_000);
  return { ...back, cpuMs, worstWaitMs: deliveries.waits.max };
}

function facilitatorAndBystander(round: Round, board: BoardOn, program: Program): Crowd {
  const { url } = program;
  const { session } = board;
  const { speaks } = SERVERS[round.server];
  if (session !== null) {
    const seats = session.seats.slice(-2);
    return new CanopyCrowd({ url, session: { ...session, seats }, people: 2, owners: 1 });
  }
  if (speaks !== 'hocuspocus' && speaks !== 'y-websocket') throw new Error('no board to storm');
  return new YjsCrowd({ url, name: 'room', speaks, people: 2, owners: 1, notesEach: 1 });
}

/** Somebody whose browser keeps the document; gives what a browser that has just dropped would know. */
async function keepUp(board: BoardOn, program: Program, leaves: number): Promise<() => Uint8Array> {
  const doc = new Y.Doc();
  const { state } = await openReader({
    ...board.follow(program, 0),
    framing: board.framing,
    stateVector: NOTHING,
    heard: (update) => Y.applyUpdate(doc, update),
  });
  Y.applyUpdate(doc, state);
  // Some servers say "synced" long before they have loaded what they keep.
  await until('the whole board', () => board.leavesIn(doc) >= leaves, 60_000);
  await rested(program, 60_000, 100);
  return () => Y.encodeStateVector(doc);
}
