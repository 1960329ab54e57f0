import type { House } from '@canopy/actions';
import { ADULTS_GRACE_MS, ADULTS_MIN, type Session } from '@canopy/domain';

const LOOK_EVERY_MS = 1_000;

/** What this host may say about who is in a room, given what it can hear of other hosts. */
export interface Sight {
  /** True = adults counted as missing here are missing everywhere, as far as can be known. */
  sees(sessionId: string): boolean;
}

export type AdultsWatch = {
  /** A member of staff fell silent: their time without a sign of life counts towards the grace. */
  fellSilent(sessionId: string): void;
  stop(): void;
};

/**
 * Children are never left with fewer than two approved adults (people 48). Looked at once a second
 * from what is true now, rather than pieced together from events: an approval withdrawn, a phone
 * gone silent and a restart are all the same case. Pauses within the grace and one look more. Every
 * host that sees the room watches it; the first to find it short pauses it.
 */
export function watchAdults(
  house: House,
  sight: Sight,
  onBug: (error: unknown) => void,
): AdultsWatch {
  const shortSince = new Map<string, number>();
  const silent = new Set<string>();
  let looking = false;
  const forget = (sessionId: string): void => {
    shortSince.delete(sessionId);
    silent.delete(sessionId);
  };
  const isEnough = async ({ id, groupId, pausedReason }: Session): Promise<boolean> => {
    if (pausedReason !== null || !sight.sees(id)) return true;
    if ((await house.store.groups.find(groupId))?.kind !== 'youth') return true;
    return (await adultsIn(house, id)) >= ADULTS_MIN;
  };
  const look = async (): Promise<void> => {
    const open = await house.store.sessions.open();
    const openIds = new Set(open.map(({ id }) => id));
    for (const sessionId of [...shortSince.keys(), ...silent])
      if (!openIds.has(sessionId)) forget(sessionId);
    for (const session of open) {
      if (await isEnough(session)) {
        forget(session.id);
        continue;
      }
      const graceLeftMs = silent.has(session.id) ? 0 : ADULTS_GRACE_MS;
      const since = shortSince.get(session.id) ?? performance.now();
      shortSince.set(session.id, since);
      if (performance.now() - since >= graceLeftMs) await pauseForAdults(house, session.id);
    }
  };
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    look()
      .catch(onBug)
      .finally(() => (looking = false));
  }, LOOK_EVERY_MS);
  return {
    fellSilent: (sessionId) => void silent.add(sessionId),
    stop: () => clearInterval(timer),
  };
}

/** Staff connected now whose approval and account stand now. */
async function adultsIn(house: House, sessionId: string): Promise<number> {
  const staff = await Promise.all(
    [...house.presence.staffIn(sessionId)].map((id) => house.store.staff.find(id)),
  );
  return staff.filter((one) => one?.approvedForChildren === true && one.disabledAt === null).length;
}

/** Pauses an open room. A pause that staff made stays theirs. */
export async function pauseForAdults(house: House, sessionId: string): Promise<void> {
  const paused = await house.store.transaction(async (tx) => {
    const session = await tx.sessions.find(sessionId);
    if (session?.state !== 'open' || session.pausedReason !== null) return false;
    return tx.sessions.change({ ...session, pausedReason: 'too-few-adults' });
  }, sessionId);
  if (!paused) return;
  house.log('room:paused-for-adults', { sessionId });
  house.announce({ what: 'room', sessionId });
}
