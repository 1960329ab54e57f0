import type { Bus } from '../bus/bus.ts';
import { seesAll, sightAmongOthers } from './sight.ts';
import type { Sight } from './adults-watch.ts';
import { PresenceElsewhere } from './presence-elsewhere.ts';
import { LivePresence } from './presence.ts';
import { talkOfPresence, type PresenceTalk } from './say-presence.ts';

/** Somebody who blinks out and back within this is one change for the room, not two. */
const PRESENCE_SETTLES_MS = 150;

export type WhoIsHere = {
  presence: LivePresence;
  /** Null = this host is the only one. */
  elsewhere: PresenceElsewhere | null;
  sight: Sight;
  talk: PresenceTalk | null;
};

export type WhoIsHereParts = {
  bus: Bus;
  /** This host is one of several. */
  several: boolean;
  changed: (sessionId: string) => void;
  /** A host fell silent, and staff of this session may have been on it. */
  fellSilent: (sessionId: string) => void;
};

/** Presence as the house has it: counted here, and with several hosts also heard from the others. */
export function openPresence({ bus, several, changed, fellSilent }: WhoIsHereParts): WhoIsHere {
  const show = settled(changed);
  if (!several) {
    const presence = new LivePresence(show);
    return { presence, elsewhere: null, sight: seesAll, talk: null };
  }
  const now = () => performance.now();
  const elsewhere = new PresenceElsewhere({
    bus,
    now,
    onChange: (sessionId, silent) => {
      if (silent) fellSilent(sessionId);
      show(sessionId);
    },
  });
  const presence = new LivePresence((sessionId) => {
    talk.changed(sessionId);
    show(sessionId);
  }, elsewhere);
  const talk = talkOfPresence(bus, presence, elsewhere);
  return { presence, elsewhere, sight: sightAmongOthers(presence, elsewhere, now), talk };
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
