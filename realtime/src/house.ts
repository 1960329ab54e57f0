import { randomBytes } from 'node:crypto';
import { createCommits, createLiveBoards, createLiveNotes, type House } from '@canopy/actions';
import { createAuth } from '@canopy/auth';
import type { ReactionBurst } from '@canopy/protocol';
import { limitGuesses } from './limits/guess-limit.ts';
import { Announcer } from './live/announcer.ts';
import { LivePresence } from './live/presence.ts';
import { Reactions } from './live/reactions.ts';
import type { HostLog } from './log.ts';
import type { HostMeters } from './metrics/host-meters.ts';
import { openData } from './open-data.ts';

/** Somebody who blinks out and back within this is one change for the room, not two. */
const PRESENCE_SETTLES_MS = 150;

export type OpenHouse = {
  house: House;
  announcer: Announcer;
  presence: LivePresence;
  reactions: Reactions;
};

/** The one place where stores, boards, limits and live things are put together. */
export async function openHouse(
  dataDir: string,
  log: HostLog,
  meters: HostMeters,
  sayReactions: (sessionId: string, burst: ReactionBurst) => void,
): Promise<OpenHouse> {
  const store = await openData(dataDir, log);
  const clock = () => Date.now();
  const random = (n: number): Uint8Array => randomBytes(n);
  const announcer = new Announcer();
  const presence = new LivePresence(
    settled((sessionId) => announcer.say({ what: 'room', sessionId })),
  );
  const reactions = new Reactions(
    store,
    sayReactions,
    (error) => void log.bug('reactions:failed', error),
    () => meters.reactionCounted(),
  );
  const house: House = {
    store,
    auth: createAuth({ store, clock, randomBytes: random }),
    boards: createLiveBoards({ store, log: (event, ids) => log.event(event, ids), meters }),
    notes: createLiveNotes({ store, log: (event, ids) => log.event(event, ids) }),
    commits: createCommits({ store, committed: (commands) => meters.committed(commands) }),
    presence,
    reactions,
    guesses: limitGuesses(),
    meters,
    clock,
    randomBytes: random,
    announce: (announcement) => announcer.say(announcement),
    log: (event, ids) => log.event(event, ids),
  };
  return { house, announcer, presence, reactions };
}

function settled(run: (sessionId: string) => void): (sessionId: string) => void {
  const waiting = new Set<string>();
  return (sessionId) => {
    if (waiting.has(sessionId)) return;
    waiting.add(sessionId);
    setTimeout(() => {
      waiting.delete(sessionId);
      run(sessionId);
    }, PRESENCE_SETTLES_MS).unref();
  };
}
