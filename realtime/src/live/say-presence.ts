import type { Bus } from '../bus/bus.ts';
import type { PresenceElsewhere } from './presence-elsewhere.ts';
import type { LivePresence } from './presence.ts';

const STILL_EVERY_MS = 2_000;
const SWEEP_EVERY_MS = 250;
/** A whole class coming in at once is a few words and not a hundred. */
const CHANGES_SETTLE_MS = 50;

export type PresenceTalk = {
  /** Somebody came to this host or left it. */
  changed(sessionId: string): void;
  /** This host stops: the others need not wait for its silence. */
  stop(): void;
};

/**
 * Tells the other hosts who is connected here, on each change and every two seconds, and hears the
 * same from them. A host that has just come, or finds that it missed a word, asks for everything.
 */
export function talkOfPresence(
  bus: Bus,
  presence: LivePresence,
  elsewhere: PresenceElsewhere,
): PresenceTalk {
  let word = 0;
  const changed = new Set<string>();
  let settling: NodeJS.Timeout | null = null;
  const sayWhole = (): void => {
    const sessions = presence.sessionsHere().map((sessionId) => presence.hereIn(sessionId));
    word += 1;
    bus.publish({ kind: 'presence', presence: { say: 'here', word, whole: true, sessions } });
  };
  const sayChanged = (): void => {
    settling = null;
    const sessions = [...changed].map((sessionId) => presence.hereIn(sessionId));
    changed.clear();
    word += 1;
    bus.publish({ kind: 'presence', presence: { say: 'here', word, whole: false, sessions } });
  };
  const ask = (hostId: string | null): void =>
    bus.publish({ kind: 'presence', presence: { say: 'ask', hostId } });

  bus.hear((message, hostId) => {
    if (message.kind !== 'presence') return;
    const said = message.presence;
    if (said.say === 'ask' && (said.hostId === null || said.hostId === bus.hostId)) sayWhole();
    else if (elsewhere.hear(said, hostId) === 'whole-wanted') ask(hostId);
  });
  const begin = (): void => {
    ask(null);
    sayWhole();
  };
  bus.onBack(begin);
  begin();
  const timers = [
    setInterval(
      () => bus.publish({ kind: 'presence', presence: { say: 'still', word } }),
      STILL_EVERY_MS,
    ),
    setInterval(() => elsewhere.sweep(), SWEEP_EVERY_MS),
  ];
  return {
    changed(sessionId) {
      changed.add(sessionId);
      settling ??= setTimeout(sayChanged, CHANGES_SETTLE_MS);
    },
    stop() {
      if (settling !== null) clearTimeout(settling);
      for (const timer of timers) clearInterval(timer);
      bus.publish({ kind: 'presence', presence: { say: 'gone' } });
    },
  };
}
