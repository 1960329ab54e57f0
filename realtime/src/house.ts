import { randomBytes } from 'node:crypto';
import { createCommits, createLiveBoards, createLiveNotes, type House } from '@canopy/actions';
import { createAuth } from '@canopy/auth';
import { makeId } from '@canopy/domain';
import type { ReactionBurst } from '@canopy/protocol';
import type { Bus } from './bus/bus.ts';
import { openBus, sharedSecret } from './bus/open-bus.ts';
import type { Config } from './config.ts';
import { limitArrivals } from './limits/arrival-limit.ts';
import { openLimits } from './limits/open-limits.ts';
import { Announcer } from './live/announcer.ts';
import { openPresence, type WhoIsHere } from './live/open-presence.ts';
import { Reactions } from './live/reactions.ts';
import type { HostLog } from './log.ts';
import type { HostMeters } from './metrics/host-meters.ts';
import { openData } from './open-data.ts';

export type OpenHouse = WhoIsHere & {
  house: House;
  bus: Bus;
  announcer: Announcer;
  reactions: Reactions;
  /** Says goodbye to the other hosts, who need not wait for this one's silence. */
  leaveOthers: () => Promise<void>;
};

export type HouseParts = {
  config: Pick<Config, 'dataDir' | 'databaseUrl' | 'redisUrl' | 'flush'>;
  log: HostLog;
  meters: HostMeters;
  sayReactions: (sessionId: string, burst: ReactionBurst) => void;
  fellSilent: (sessionId: string) => void;
};

/** The one place where stores, boards, limits and live things are put together. */
export async function openHouse(parts: HouseParts): Promise<OpenHouse> {
  const { config, log, meters } = parts;
  const store = await openData(config, log);
  if (config.databaseUrl !== null && config.redisUrl === null) {
    log.event('host:alone');
    log.sentence(
      'This host uses DATABASE_URL without REDIS_URL, so it must be the only one: a second host would not hear what happens here.',
    );
  }
  const clock = () => Date.now();
  const random = (n: number): Uint8Array => randomBytes(n);
  const newId = () => makeId(random);
  const secret = sharedSecret(config.databaseUrl);
  const opened = await openBus({
    url: config.redisUrl,
    databaseUrl: config.databaseUrl,
    secret,
    hostId: newId(),
    log,
  });
  const { bus, redis } = opened;
  const limits = openLimits(redis, secret);
  const announcer = new Announcer(bus);
  const who = openPresence({
    bus: opened.presence,
    several: redis !== null,
    changed: (sessionId) => announcer.sayHere({ what: 'room', sessionId }),
    fellSilent: parts.fellSilent,
  });
  const { presence, elsewhere } = who;
  const reactions = new Reactions({
    store,
    say: parts.sayReactions,
    onBug: (error) => void log.bug('reactions:failed', error),
    counted: () => meters.reactionCounted(),
    newId,
    others: elsewhere && {
      tell: (burst) => bus.publish({ kind: 'reactions', burst }),
      serve: (sessionId) => elsewhere.serve(sessionId),
      concernsUs: (sessionId) => presence.isHere(sessionId),
    },
  });
  const notes = createLiveNotes({ store, log: (event, ids) => log.event(event, ids) });
  const boards = createLiveBoards({
    store,
    log: (event, ids) => log.event(event, ids),
    // Gathered for the others only where there may be any.
    ...(redis === null ? {} : { tell: (news) => bus.publish({ kind: 'board', news }) }),
    meters,
  });
  bus.hear((message) => {
    if (message.kind === 'board') boards.heard(message.news);
    if (message.kind === 'reactions') reactions.hear(message.burst);
  });
  announcer.hear((news) => {
    if (news.what === 'notes') notes.heard(news.sessionId, news.seq);
  });
  const house: House = {
    store,
    auth: createAuth({ store, clock, randomBytes: random, slowDown: limits.slowDown }),
    boards,
    notes,
    commits: createCommits({ store, committed: (commands) => meters.committed(commands) }),
    presence,
    reactions,
    guesses: limits.guesses,
    arrivals: limitArrivals(),
    meters,
    clock,
    randomBytes: random,
    announce: (announcement) => announcer.say(announcement),
    log: (event, ids) => log.event(event, ids),
  };
  const leaveOthers = async (): Promise<void> => {
    who.talk?.stop();
    await opened.presence.close();
  };
  return { house, bus, announcer, reactions, leaveOthers, ...who };
}
