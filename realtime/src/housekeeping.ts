import type { Announcement, House } from '@canopy/actions';
import { forgetWhatIsDue, isStorageFault } from '@canopy/storage';

const TIDY_EVERY_MS = 60_000;
/** After a session has ended: long enough for its last readers to have gone, short enough to be at once. */
const TIDY_AFTER_END_MS = 1_000;
const FORGET_EVERY_MS = 60 * 60_000;
/** Soon after a start too, or a host that is started anew each day would never come to it. */
const FORGET_FIRST_MS = 30_000;

export type Housekeeping = {
  hear(announcement: Announcement): void;
  stop(): void;
};

/**
 * What a house does for itself. Each minute, and when a session has ended: boards and notes nobody
 * reads go to sleep written whole, so that words taken away are in no log, and then leave the
 * database's files too. Each hour: sign-ins that ended are swept out, and everything whose time is over
 * is forgotten (data-map.ts).
 */
export function keepHouse(house: House, onBug: (error: unknown) => void): Housekeeping {
  let tidying: Promise<void> | null = null;
  let again: NodeJS.Timeout | null = null;
  let isOver = false;

  const quietly = (work: Promise<unknown>): Promise<void> =>
    work.then(
      () => undefined,
      (error: unknown) => {
        // A full disk has been told already, and what is due stays due.
        if (!isOver && !isStorageFault(error)) onBug(error);
      },
    );
  const tidy = async (): Promise<void> => {
    if (isOver) return;
    tidying ??= quietly(rest(house)).finally(() => (tidying = null));
    return tidying;
  };
  const forget = (): void => void quietly(forgetDue(house)).then(tidy);

  const timers = [
    setInterval(() => void tidy(), TIDY_EVERY_MS),
    setTimeout(forget, FORGET_FIRST_MS),
    setInterval(forget, FORGET_EVERY_MS),
  ];
  return {
    hear({ what }) {
      if (what !== 'session-ended' || again !== null) return;
      again = setTimeout(() => {
        again = null;
        // One under way may have begun before this session ended.
        void (tidying ?? Promise.resolve()).then(tidy);
      }, TIDY_AFTER_END_MS);
    },
    stop() {
      isOver = true;
      for (const timer of [...timers, again]) if (timer !== null) clearTimeout(timer);
    },
  };
}

async function rest({ boards, notes, store }: House): Promise<void> {
  await boards.rest();
  await notes.rest();
  await store.scrub();
}

async function forgetDue(house: House): Promise<void> {
  await house.auth.sweep();
  const gone = await forgetWhatIsDue(house.store, house.clock());
  if (Object.keys(gone).length > 0) house.log('housekeeping:forgot', gone);
}
