import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { watchLoad } from '../machine.ts';
import { Deliveries, type Edit } from '../people/edits.ts';
import { openLive, seatAuth, type LiveLine } from '../people/live-line.ts';
import { pace } from '../people/schedule.ts';
import { ONE_ROOM } from '../prepare/plan.ts';
import { preparedData } from '../prepare/prepared.ts';
import type { Program } from '../servers/program.ts';
import { SERVERS } from '../servers/servers.ts';
import { loadFigures, type Figures, type Round, type Scenario } from './scenario.ts';
import { settled } from './steady.ts';

const PEOPLE = 200;
const CODE = '1f44d';

/** 200 people in a room that presses one reaction, 50 and then 300 times a second. */
export const reactions: Scenario = {
  servers: ['canopy', 'socket.io'],
  quickServers: ['canopy', 'socket.io'],
  seconds: { quick: 9, full: 28 },
  measure,
};

type Room = {
  program: Program;
  people: LiveLine[];
  deliveries: Deliveries;
  press(person: number): void;
  close(): Promise<void>;
};

async function measure(round: Round): Promise<Figures> {
  round.say('starting');
  const room = await openRoom(round);
  try {
    await wait(1_000);
    return {
      ...(await pressed(round, room, 50)),
      ...(await pressed(round, room, 300)),
    };
  } finally {
    await room.close();
  }
}

async function pressed(round: Round, room: Room, perSecond: number): Promise<Figures> {
  const [warmUpMs, forMs] = round.quick ? [500, 1_200] : [2_000, 8_000];
  const { program, deliveries } = room;
  const before = { sent: deliveries.sent, seen: deliveries.everDelivered };
  round.say(`${perSecond} reactions a second`, warmUpMs + forMs);
  const pressing = pace(perSecond, performance.now() + warmUpMs + forMs, (turn) =>
    room.press(turn % PEOPLE),
  );
  await wait(warmUpMs);
  const since = watchLoad(() => program.cpu());
  deliveries.begin();
  await wait(forMs);
  deliveries.end();
  const load = since();
  await pressing;
  await settled(() => deliveries.everDelivered);
  const sent = deliveries.sent - before.sent;
  const seen = deliveries.everDelivered - before.seen;
  const of = (name: string): string => `${name}At${perSecond}`;
  return {
    [of('p50')]: deliveries.waits.at(0.5),
    [of('p95')]: deliveries.waits.at(0.95),
    [of('cpuPer1000')]: (load.serverMs / deliveries.delivered) * 1000,
    [of('lost')]: sent * PEOPLE - seen,
    refused: deliveries.refused,
    ...loadFigures(load),
  };
}

async function openRoom(round: Round): Promise<Room> {
  const deliveries = new Deliveries();
  /** In the order they were sent, which is the order in which a server counts them but for a millisecond. */
  const sent: Edit[] = [];
  const seen = Array.from({ length: PEOPLE }, () => 0);
  // Everybody sees every reaction, their own too: it is written by nobody, so it is delivered to all.
  const send = (): Edit => {
    const edit = deliveries.send(-1);
    sent.push(edit);
    return edit;
  };
  const sees = (person: number, total: number): void => {
    const from = seen[person] ?? 0;
    if (total <= from) return;
    seen[person] = total;
    deliveries.read(person, sent.slice(from, total), performance.now());
  };
  const press = (line: LiveLine | undefined, input: object): void => {
    send();
    line?.say('reaction:send', input, (reply) => {
      if (!reply.ok) deliveries.refused += 1;
    });
  };
  if (SERVERS[round.server].speaks === 'canopy')
    return canopyRoom(round, { deliveries, sees, press });
  return plainRoom(round, { deliveries, seen, sees, press });
}

type Counting = {
  deliveries: Deliveries;
  sees: (person: number, total: number) => void;
  press: (line: LiveLine | undefined, input: object) => void;
};

async function canopyRoom(round: Round, { deliveries, sees, press }: Counting): Promise<Room> {
  const { dataDir, prepared, remove } = await preparedData({
    ...ONE_ROOM,
    seats: PEOPLE,
    leaves: PEOPLE,
  });
  const session = prepared.sessions[0];
  if (session === undefined) throw new Error('nothing was prepared');
  const program = await SERVERS[round.server].start(dataDir);
  const { url } = program;
  const totals = totalsReader();
  const people: LiveLine[] = [];
  round.say(`${PEOPLE} people coming in`);
  for (const [n, { cookie }] of session.seats.entries())
    people.push(
      await openLive({
        url,
        headers: { origin: url, cookie },
        auth: seatAuth(session.sessionId),
        heard: (name, json) => {
          if (name === 'reactions:counted') sees(n, totals(json()));
        },
      }),
    );
  return {
    program,
    people,
    deliveries,
    press: (n) => press(people[n], { sessionId: session.sessionId, code: CODE, leafId: null }),
    async close() {
      for (const line of people) line.drop();
      await program.stop();
      await remove();
    },
  };
}

/** Everybody is sent the same text: it is parsed once. */
function totalsReader(): (text: string) => number {
  let last = '';
  let total = 0;
  return (text) => {
    if (text === last) return total;
    last = text;
    const [, burst] = JSON.parse(text) as [string, { totals: Record<string, number> }];
    total = burst.totals[CODE] ?? 0;
    return total;
  };
}

async function plainRoom(
  round: Round,
  { deliveries, seen, sees, press }: Counting & { seen: readonly number[] },
): Promise<Room> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'canopy-load-'));
  const program = await SERVERS[round.server].start(dataDir);
  const { url } = program;
  const people: LiveLine[] = [];
  round.say(`${PEOPLE} people coming in`);
  for (let n = 0; n < PEOPLE; n += 1)
    people.push(
      await openLive({
        url,
        headers: { origin: url },
        auth: {},
        heard: (name) => {
          if (name === 'reaction') sees(n, (seen[n] ?? 0) + 1);
        },
      }),
    );
  return {
    program,
    people,
    deliveries,
    press: (n) => press(people[n], { code: CODE, leafId: null }),
    async close() {
      for (const line of people) line.drop();
      await program.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
