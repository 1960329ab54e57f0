import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { makeId } from '@canopy/domain';
import { watchLoad } from '../machine.ts';
import { CanopyCrowd } from '../people/canopy-crowd.ts';
import { Histogram } from '../people/histogram.ts';
import { openLive, seatAuth, type LiveLine } from '../people/live-line.ts';
import { pace, until } from '../people/schedule.ts';
import type { PreparedSession } from '../prepare/plan.ts';
import { preparedData } from '../prepare/prepared.ts';
import { startCanopy } from '../servers/canopy.ts';
import type { Program } from '../servers/program.ts';
import { loadFigures, type Figures, type Round, type Scenario } from './scenario.ts';
import { settled } from './steady.ts';

const AT_ONCE = 25;
const REACTIONS_PER_SECOND = 100;
const newIntent = (): string => makeId((n) => randomBytes(n));

/**
 * One session of a thousand members, from the lobby on: all are let in, check in, press reactions,
 * vote, and write a leaf each.
 */
export const event: Scenario = {
  servers: ['canopy'],
  quickServers: ['canopy'],
  seconds: { quick: 16, full: 90 },
  measure,
};

type Event = {
  round: Round;
  program: Program;
  session: PreparedSession;
  members: LiveLine[];
  chair: LiveLine;
  /** How many members have been shown the room. */
  inside: Set<number>;
  /** Options of the vote, as the room shows them. */
  options: string[];
  /** Cores used by the host at the stage that used most. */
  peak: number;
  refused: number;
};

async function measure(round: Round): Promise<Figures> {
  const count = round.quick ? 150 : 1_000;
  round.say(`preparing ${count} seats`);
  const { dataDir, prepared, remove } = await preparedData({
    sessions: 1,
    seats: 0,
    waiting: count,
    leaves: 0,
    moves: 0,
    stage: 'welcome',
  });
  const [session] = prepared.sessions;
  if (session === undefined) throw new Error('nothing was prepared');
  const program = await startCanopy(dataDir);
  let it: Event | null = null;
  try {
    const since = watchLoad(() => program.cpu());
    it = await openEvent(round, program, session);
    const figures = await live(it);
    const load = since();
    return { ...figures, peakCores: it.peak, refused: it.refused, ...loadFigures(load) };
  } finally {
    for (const line of [...(it?.members ?? []), ...(it === null ? [] : [it.chair])]) line.drop();
    await program.stop();
    await remove();
  }
}

async function live(it: Event): Promise<Figures> {
  const { round, session, members, inside } = it;
  const count = members.length;
  const overMs = round.quick ? 1_500 : 10_000;
  const { sessionId, stages } = session;

  round.say('everybody is let in');
  const admittedAt = performance.now();
  await chairs(it, 'seat:admit-all', { sessionId });
  await until('everybody in the room', () => inside.size >= count, 60_000);
  const allInMs = performance.now() - admittedAt;

  await goTo(it, 'check-in');
  const checkIn = await each(it, 'check-in', (count / overMs) * 1000, overMs, (n) => [
    'check-in:answer',
    { intentId: newIntent(), stageId: stages['check-in'], answer: n % 2 === 0 ? 'good' : 'pass' },
  ]);
  const reactions = await each(it, 'reactions', REACTIONS_PER_SECOND, overMs, () => [
    'reaction:send',
    { sessionId, code: '1f44d', leafId: null },
  ]);
  await goTo(it, 'vote');
  await until('the vote on the screen', () => it.options.length > 0, 10_000);
  const votes = await each(it, 'votes', (count / overMs) * 1000, overMs, (n) => [
    'ballot:cast',
    {
      intentId: newIntent(),
      stageId: stages['vote'],
      choice: { method: 'dots', dots: [{ option: it.options[n % it.options.length], n: 2 }] },
    },
  ]);
  await goTo(it, 'board');
  return {
    allInMs,
    checkInAckP99: checkIn.at(0.99),
    reactionAckP99: reactions.at(0.99),
    voteAckP99: votes.at(0.99),
    ...(await writeLeaves(it, overMs * 2)),
  };
}

/** Everybody opens the board, and writes one leaf. */
async function writeLeaves(it: Event, overMs: number): Promise<Figures> {
  const { round, program, session, members } = it;
  const people = members.length;
  round.say('everybody opens the board');
  const { url } = program;
  const seated = { ...session, seats: session.waiting };
  const crowd = new CanopyCrowd({ url, session: seated, people, owners: 1, lives: members });
  await crowd.enter();
  await wait(1_000);
  const { deliveries } = crowd;
  round.say(`${people} leaves`, overMs);
  const since = watchLoad(() => program.cpu());
  deliveries.begin();
  await pace((people / overMs) * 1000, performance.now() + overMs + 200, (turn) => {
    if (turn < people) crowd.act(turn, 'place');
  });
  it.peak = Math.max(it.peak, since().server);
  await settled(() => deliveries.everDelivered);
  it.refused += deliveries.refused;
  return {
    placeAckP99: deliveries.acks.at(0.99),
    seenP50: deliveries.waits.at(0.5),
    seenP99: deliveries.waits.at(0.99),
    missing: deliveries.sent * (people - 1) - deliveries.everDelivered,
  };
}

/** Members do something one after the other, so many a second; gives how long each waited for its answer. */
async function each(
  it: Event,
  what: string,
  perSecond: number,
  overMs: number,
  command: (turn: number) => [name: string, input: object],
): Promise<Histogram> {
  const { members, program, round } = it;
  const acks = new Histogram();
  let sent = 0;
  round.say(what, overMs);
  const since = watchLoad(() => program.cpu());
  await pace(perSecond, performance.now() + overMs, (turn) => {
    const [name, input] = command(turn);
    const at = performance.now();
    sent += 1;
    members[turn % members.length]?.say(name, input, (reply) => {
      acks.add(performance.now() - at);
      if (!reply.ok) it.refused += 1;
    });
  });
  it.peak = Math.max(it.peak, since().server);
  await until(`the last of ${what}`, () => acks.count >= sent, 60_000);
  await wait(500);
  return acks;
}

async function openEvent(round: Round, program: Program, session: PreparedSession): Promise<Event> {
  const { url } = program;
  const { sessionId, waiting } = session;
  round.say(`${waiting.length} people come to the lobby`);
  const inside = new Set<number>();
  const options: string[] = [];
  const members: LiveLine[] = [];
  const join = (n: number): Promise<LiveLine> =>
    openLive({
      url,
      headers: { origin: url, cookie: waiting[n]?.cookie ?? '' },
      auth: seatAuth(sessionId),
      heard: (name) => {
        if (name === 'room:changed') inside.add(n);
      },
    });
  for (let n = 0; n < waiting.length; n += AT_ONCE) {
    const together = Array.from({ length: Math.min(AT_ONCE, waiting.length - n) }, (_, k) => n + k);
    members.push(...(await Promise.all(together.map(join))));
  }
  const chair = await openLive({
    url,
    headers: { origin: url, cookie: session.chair.cookie },
    auth: seatAuth(sessionId, 'staff'),
    heard: (name, json) => {
      if (name === 'room:changed' && options.length === 0) options.push(...optionsIn(json()));
    },
  });
  return { round, program, session, members, chair, inside, options, peak: 0, refused: 0 };
}

function optionsIn(json: string): string[] {
  const [, view] = JSON.parse(json) as [
    string,
    { stage: { options?: readonly { id: string }[] } | null },
  ];
  return (view.stage?.options ?? []).map(({ id }) => id);
}

async function goTo(it: Event, kind: string): Promise<void> {
  const { sessionId, stages } = it.session;
  await chairs(it, 'stage:go', { sessionId, stageId: stages[kind] });
  await wait(1_000);
}

const chairs = (it: Event, name: string, input: object): Promise<void> =>
  new Promise((resolve, reject) => {
    it.chair.say(name, input, (reply) =>
      reply.ok ? resolve() : reject(new Error(`${name}: ${reply.refusal?.code}`)),
    );
  });
