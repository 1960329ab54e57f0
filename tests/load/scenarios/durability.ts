import type { Crowd } from '../people/crowd.ts';
import { pace, until } from '../people/schedule.ts';
import { roomOn, type RoomOn } from '../servers/room-on.ts';
import type { Figures, Round, Scenario } from './scenario.ts';

/** So many that no branch is used twice for one leaf: where it stands then says exactly what is lost. */
const BRANCHES = 24;
const [WRITERS, WATCHERS] = [40, 2];
const PEOPLE = WRITERS + WATCHERS;
const IN_FLIGHT = 500;

/**
 * The server is killed at the moment when somebody else sees the last edit, at 50 and at 2,000 edits a
 * second; and asked to stop right after a burst. What was acknowledged and is not there afterwards is
 * lost; so is what somebody had seen. Where nothing is acknowledged, one's own echo counts as it.
 */
export const durability: Scenario = {
  servers: ['canopy', 'y-websocket', 'hocuspocus'],
  quickServers: ['canopy'],
  seconds: { quick: 22, full: 300 },
  maxRounds: 1,
  measure,
};

type Lost = { sent: number; acked: number; ackedLost: number; seenLost: number };

async function measure(round: Round): Promise<Figures> {
  const ours = round.server === 'canopy';
  const kills = round.quick ? 1 : ours ? 20 : 3;
  const burst = round.quick ? 2_000 : 20_000;
  const figures: Figures = {};
  for (const perSecond of [50, 2_000]) {
    const runs: Lost[] = [];
    for (let n = 0; n < kills; n += 1) {
      round.say(`kill -9 at ${perSecond} a second, ${n + 1} of ${kills}`);
      // Not always at the same distance from the start: servers save at intervals.
      const forMs = (perSecond === 50 ? 1_500 : 700) + Math.random() * 1_500;
      runs.push(await once(round, 'SIGKILL', (crowd) => steadily(crowd, perSecond, forMs)));
    }
    Object.assign(figures, sums(`At${perSecond}`, runs));
  }
  const bursts: Lost[] = [];
  for (let n = 0; n < (round.quick ? 1 : 3); n += 1) {
    round.say(`SIGTERM after a burst of ${burst}, ${n + 1}`);
    bursts.push(await once(round, 'SIGTERM', (crowd) => inOneGo(crowd, burst)));
  }
  return { ...figures, ...sums('AfterBurst', bursts) };
}

const sums = (when: string, runs: readonly Lost[]): Figures => {
  const sum = (of: keyof Lost): number => runs.reduce((total, run) => total + run[of], 0);
  return {
    [`acked${when}`]: sum('acked'),
    [`lost${when}`]: sum('ackedLost'),
    [`seenLost${when}`]: sum('seenLost'),
    [`runs${when}`]: runs.length,
  };
};

async function once(
  round: Round,
  signal: NodeJS.Signals,
  write: (crowd: Crowd) => Promise<void>,
): Promise<Lost> {
  const size = { people: PEOPLE, owners: WRITERS, leavesEach: 25, branches: BRANCHES };
  const room = await roomOn(round.server, size);
  try {
    const { crowd, program } = room;
    await crowd.enter();
    await write(crowd);
    await program.kill(signal);
    crowd.leave();
    return await countLost(room, await room.restart());
  } finally {
    await room.close();
  }
}

async function countLost(
  { crowd, look }: RoomOn,
  program: Awaited<ReturnType<RoomOn['restart']>>,
): Promise<Lost> {
  const missing = crowd.missingFrom(await look(program));
  const { sent, ackedCount } = crowd.deliveries;
  return {
    sent,
    acked: ackedCount,
    ackedLost: missing.filter(({ acked }) => acked === true).length,
    seenLost: missing.filter(({ seen }) => seen === true).length,
  };
}

const act = (crowd: Crowd, turn: number, done?: () => void): void =>
  crowd.act(turn % WRITERS, turn % 10 === Math.floor(turn / WRITERS) % 10 ? 'place' : 'move', done);

/** Resolves the moment a watcher has read the last edit. */
async function steadily(crowd: Crowd, perSecond: number, forMs: number): Promise<void> {
  const { deliveries } = crowd;
  await pace(perSecond, performance.now() + forMs, (turn) => act(crowd, turn));
  const last = deliveries.lastSent;
  if (last === null) throw new Error('nothing was sent');
  const end = performance.now() + 30_000;
  while (last.seen !== true) {
    if (performance.now() > end) throw new Error('nobody saw the last edit');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** As many at once as the server takes; resolves when the last of them is acknowledged. */
async function inOneGo(crowd: Crowd, count: number): Promise<void> {
  let turn = 0;
  let done = 0;
  const next = (): void => {
    if (turn < count)
      act(crowd, turn++, () => {
        done += 1;
        next();
      });
  };
  for (let n = 0; n < IN_FLIGHT; n += 1) next();
  await until('the burst', () => done >= count, 180_000);
}
