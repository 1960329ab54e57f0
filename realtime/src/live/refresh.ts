import type { Announcer } from './announcer.ts';
import type { LivePresence } from './presence.ts';

/** Seats shown themselves afresh at one time. More wait a second: views are read one by one. */
const SEATS_AT_ONCE = 200;
const REST_AFTER_MS = 1_000;

export type Refresh = { all(): void; stop(): void };

/** Owes everybody connected here a view made from what is true now, as if everything had changed. */
export function refreshViews(presence: LivePresence, announcer: Announcer): Refresh {
  let owed: { sessionId: string; seatId: string }[] = [];
  let timer: NodeJS.Timeout | null = null;
  const some = (): void => {
    timer = null;
    for (const seat of owed.splice(0, SEATS_AT_ONCE)) announcer.sayHere({ what: 'seat', ...seat });
    if (owed.length > 0) timer = setTimeout(some, REST_AFTER_MS).unref();
  };
  return {
    all() {
      for (const sessionId of presence.sessionsHere())
        announcer.sayHere({ what: 'room', sessionId });
      // Those still waiting from the last time go first; otherwise the last ones would never come.
      if (owed.length > 0) return;
      owed = presence
        .sessionsHere()
        .flatMap((sessionId) =>
          presence.hereIn(sessionId).seats.map((seatId) => ({ sessionId, seatId })),
        );
      some();
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
