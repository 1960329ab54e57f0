import { freeFor, SLOW_DOWN, waitAfter, type SlowDown } from '@canopy/auth';
import type { Shelf } from './shelf.ts';

const NO_LIMIT = 1_000_000_000;

/**
 * The slow-down of failed sign-ins, counted over all hosts. A try counts as a failure from when it
 * begins, so that a hundred at the same instant on several hosts are not all let through; success
 * takes it back. Past the free ones, each try takes the one turn there is and the next turn comes
 * after a wait that doubles. Counts are forgotten an hour after the first.
 */
export function makeSharedSlowDown(shelf: Shelf, hide: (key: string) => string): SlowDown {
  const tried = shelf('tried', { points: NO_LIMIT, seconds: SLOW_DOWN.forgetMs / 1000 });
  const turns = shelf('turn', { points: 1, seconds: SLOW_DOWN.firstWaitMs / 1000 });

  return {
    async mayTry(key) {
      const hidden = hide(key);
      if (((await turns.get(hidden))?.consumedPoints ?? 0) > 0) return false;
      const { consumedPoints } = await tried.consume(hidden);
      const over = consumedPoints - freeFor(key);
      if (over < 0) return true;
      try {
        await turns.consume(hidden, 1, { customDuration: waitAfter(over) / 1000 });
        return true;
      } catch {
        // The turn was taken meanwhile; a try that was not let through is no failure.
        await tried.reward(hidden);
        return false;
      }
    },

    failed: () => undefined,

    async succeeded(key) {
      const hidden = hide(key);
      if (!key.startsWith('email:')) return void (await tried.reward(hidden));
      await Promise.all([tried.delete(hidden), turns.delete(hidden)]);
    },
  };
}
