import type { Sight } from './adults-watch.ts';
import type { PresenceElsewhere } from './presence-elsewhere.ts';
import type { LivePresence } from './presence.ts';

/** Hosts answer at once who is with them, and repeat every two seconds that it still holds. */
const INFORMED_AFTER_MS = 3_000;
/** After this long without a word from anybody, only what is here counts. */
const ALONE_AFTER_MS = 30_000;
/** A host whose last person has just gone still looks after the room they left. */
const LEFT_MS = 30_000;
const ROOMS_REMEMBERED_MAX = 1_000;

/** One host: what it sees is all there is. */
export const seesAll: Sight = { sees: () => true };

/**
 * When a host may believe its own count. One that has just started has not heard who is elsewhere,
 * and one that hears nobody must not pause rooms it has no part in; but children whose host lost its
 * line are still watched over by it.
 */
export function sightAmongOthers(
  presence: LivePresence,
  elsewhere: PresenceElsewhere,
  now: () => number,
): Sight {
  const hereAt = new Map<string, number>();
  let informed = false;

  const wasHere = (sessionId: string): boolean => {
    const at = presence.isHere(sessionId) ? now() : hereAt.get(sessionId);
    if (at === undefined || now() - at > LEFT_MS) {
      hereAt.delete(sessionId);
      return false;
    }
    hereAt.set(sessionId, at);
    // Rooms that have closed are never asked about again.
    if (hereAt.size > ROOMS_REMEMBERED_MAX)
      for (const [id, then] of hereAt) if (now() - then > LEFT_MS) hereAt.delete(id);
    return true;
  };
  return {
    sees(sessionId) {
      const own = wasHere(sessionId);
      const { upForMs, downForMs } = elsewhere;
      if (upForMs !== null) {
        if (upForMs >= INFORMED_AFTER_MS) informed = true;
        // Where others serve the room, they watch it; where nobody does, everybody may.
        return informed && (own || !elsewhere.serve(sessionId));
      }
      const alone = downForMs !== null && downForMs >= ALONE_AFTER_MS;
      if (alone) informed = false;
      return own && (informed || alone);
    },
  };
}
