import { setTimeout as wait } from 'node:timers/promises';
import { whyNotSaved } from './not-saved.ts';

const TRY_FOR_MS = 1_500;
const TRY_EVERY_MS = 20;

/**
 * Runs a transaction, and again when it could not begin because another program was writing. The
 * connection is free in between, so reading goes on; after a second and a half the reason is thrown:
 * a person who waits longer should be told. Only for a database where a transaction that
 * has begun is never refused for that reason, or `run` would be done twice.
 */
export async function whenFree<T>(run: () => Promise<T>, forMs = TRY_FOR_MS): Promise<T> {
  const until = performance.now() + forMs;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (whyNotSaved(error) !== 'locked' || performance.now() >= until) throw error;
    }
    await wait(TRY_EVERY_MS);
  }
}
