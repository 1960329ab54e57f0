import { setTimeout as wait } from 'node:timers/promises';
import { rested, watchLoad, type Load } from '../machine.ts';
import { CanopyCrowd } from '../people/canopy-crowd.ts';
import { Deliveries } from '../people/edits.ts';
import { pace } from '../people/schedule.ts';
import { bytesHeard } from '../people/wire.ts';
import { startCanopy } from '../servers/canopy.ts';
import { ownFile, sharedServers, type Ground } from '../servers/ground.ts';
import { memoryFile, MEMORY_FLAGS } from '../servers/live-memory.ts';
import { loadFigures, type Figures, type Round, type Scenario } from './scenario.ts';
import { settled } from './steady.ts';

const SEATS = 12;
/** So few that an action costs hardly more than itself. */
const FEW = 2;

const scenario = (openGround: typeof ownFile): Scenario => ({
  servers: ['canopy'],
  quickServers: [],
  seconds: { quick: 30, full: 110 },
  measure: (round) => measure(round, openGround),
});

/**
 * What each part of a host's work costs, for `docs/scaling.md`: a host, a seat, an action, and each
 * person an action is shown to. Ordinary rooms of twelve, on a file of its own.
 */
export const cost = scenario(ownFile);

/** The same host with the Postgres and the Redis it would share with others. */
export const costShared = scenario(sharedServers);

async function measure(round: Round, openGround: typeof ownFile): Promise<Figures> {
  const sessions = round.quick ? 20 : 100;
  const forMs = round.quick ? 4_000 : 15_000;
  round.say(`preparing ${sessions} sessions`);
  const plan = { sessions, seats: SEATS, waiting: 0, leaves: SEATS * 2, moves: 0 };
  const ground = await openGround({ ...plan, stage: 'board' });
  const memory = memoryFile();
  const program = await startCanopy(ground.dataDir, MEMORY_FLAGS, ground.env);
  const { url } = program;
  // A second host with nobody on it shows what it costs to hear of what is done on the first.
  const other =
    'REDIS_URL' in ground.env ? await startCanopy(ground.dataDir, [], ground.env) : null;
  const otherCpu = (): number => other?.cpu() ?? 0;
  const rooms: CanopyCrowd[] = [];
  const during = async (work: () => Promise<unknown>): Promise<Load> => {
    const since = watchLoad(() => program.cpu());
    await work();
    return since();
  };
  const enter = async (people: number): Promise<CanopyCrowd[]> => {
    const crowds = ground.prepared.sessions.map(
      (session) =>
        new CanopyCrowd({ url, session, people, owners: people, deliveries: new Deliveries() }),
    );
    rooms.push(...crowds);
    for (const room of crowds) await room.enter();
    return crowds;
  };
  try {
    await rested(program);
    const startCpuMs = program.cpu();
    round.say('nobody is there', forMs);
    const otherBefore = otherCpu();
    const alone = await during(() => wait(forMs));
    const quiet = alone.serverMs / alone.ms;
    const otherQuiet = (otherCpu() - otherBefore) / alone.ms;
    const empty = await memory.read(program);

    round.say(`${sessions * SEATS} people coming in`);
    const before = bytesHeard();
    let full: CanopyCrowd[] = [];
    const arriving = await during(async () => {
      full = await enter(SEATS);
      await rested(program);
    });
    const arrived = bytesHeard();
    const there = await memory.read(program);
    round.say('they look on', forMs * 2);
    const idle = await during(() => wait(forMs * 2));
    const looked = bytesHeard();

    const seats = sessions * SEATS;
    const seatIdle = (idle.serverMs / idle.ms - quiet) / seats;
    const acting = (of: readonly CanopyCrowd[], people: number): Promise<PerAction> =>
      actingIn({
        round,
        ground,
        rooms: of,
        during,
        forMs,
        atRest: quiet + seatIdle * sessions * people,
        otherCpu,
        otherAtRest: otherQuiet,
      });
    const crowded = await acting(full, SEATS);
    for (const room of full) room.leave();
    await wait(1_000);
    const sparse = await acting(await enter(FEW), FEW);

    const minutes = idle.ms / 60_000;
    // Two kinds of rooms, two unknowns: what an action costs, and what each who sees it adds.
    const more = SEATS - FEW;
    const deliveryCpuMs = (crowded.cpuMs - sparse.cpuMs) / more;
    const idleBytes = (looked - arrived) / seats / minutes;
    const deliveryBytes = (crowded.bytes - sparse.bytes) / more;
    return {
      startCpuMs,
      hostIdleMsPerS: quiet * 1000,
      hostRssMb: empty.rssKb / 1024,
      arriveCpuMs: (arriving.serverMs - quiet * arriving.ms) / seats,
      arriveKb: (arrived - before) / seats / 1024,
      seatLiveKb: (there.liveKb - empty.liveKb) / seats,
      seatRssKb: (there.rssKb - empty.rssKb) / seats,
      seatIdleMsPerMin: seatIdle * 60_000,
      seatIdleBytesPerMin: idleBytes,
      actionCpuMs: sparse.cpuMs - deliveryCpuMs * (FEW - 1),
      deliveryCpuMs,
      deliveryBytes,
      actionDiskBytes: crowded.diskBytes,
      actionDatabaseMs: crowded.databaseMs,
      actionWrittenBytes: crowded.writtenBytes,
      actionBusMs: crowded.busMs,
      actionBusBytes: crowded.busBytes,
      heardElsewhereMs: crowded.otherMs,
      refused: crowded.refused + sparse.refused,
      ...loadFigures(idle),
    };
  } finally {
    for (const room of rooms) room.leave();
    await program.stop();
    await other?.stop();
    await ground.remove();
    memory.remove();
  }
}

type PerAction = {
  cpuMs: number;
  otherMs: number;
  bytes: number;
  diskBytes: number;
  databaseMs: number;
  writtenBytes: number;
  busMs: number;
  busBytes: number;
  refused: number;
};

type Acting = {
  round: Round;
  ground: Ground;
  rooms: readonly CanopyCrowd[];
  during(work: () => Promise<unknown>): Promise<Load>;
  forMs: number;
  /** CPU of the host while nobody acts, for each millisecond that passes; of the one beside too. */
  atRest: number;
  otherCpu(): number;
  otherAtRest: number;
};

/** Everybody acts in turn, once in five seconds were all seats taken; what one action took of each thing. */
async function actingIn(how: Acting): Promise<PerAction> {
  const { round, ground, rooms, during, forMs, otherCpu } = how;
  const perSecond = (rooms.length * SEATS) / 5;
  const act = (turn: number): void =>
    rooms[turn % rooms.length]?.act(
      Math.floor(turn / rooms.length) % FEW,
      turn % 10 === 0 ? 'place' : 'move',
    );
  round.say('warming up', forMs + 3_000);
  await pace(perSecond, performance.now() + 3_000, act);
  const [from, heard, otherMs] = [await ground.used(), bytesHeard(), otherCpu()];
  round.say('measuring', forMs);
  let acts = 0;
  const load = await during(async () => {
    acts = await pace(perSecond, performance.now() + forMs, act);
    await settled(() => rooms.reduce((sum, room) => sum + room.deliveries.everDelivered, 0));
  });
  const [to, now] = [await ground.used(), bytesHeard()];
  const each = (name: keyof typeof to): number => (to[name] - from[name]) / acts;
  return {
    cpuMs: (load.serverMs - how.atRest * load.ms) / acts,
    otherMs: (otherCpu() - otherMs - how.otherAtRest * load.ms) / acts,
    bytes: (now - heard) / acts,
    diskBytes: each('diskBytes'),
    databaseMs: each('databaseMs'),
    writtenBytes: each('writtenBytes'),
    busMs: each('busMs'),
    busBytes: each('busBytes'),
    refused: rooms.reduce((sum, room) => sum + room.deliveries.refused, 0),
  };
}
