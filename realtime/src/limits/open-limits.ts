import type { GuessLimit } from '@canopy/actions';
import type { SlowDown } from '@canopy/auth';
import type { OpenBus } from '../bus/open-bus.ts';
import { limitGuesses } from './guess-limit.ts';
import { makeSharedSlowDown } from './shared-slow-down.ts';
import { disguise, sharedShelf } from './shelf.ts';

/** `slowDown` undefined = this host's own. */
export type Limits = { guesses: GuessLimit; slowDown: SlowDown | undefined };

/** Limits that several hosts share go through their Redis; one host keeps them in memory. */
export function openLimits(redis: OpenBus['redis'], secret: string): Limits {
  if (redis === null) return { guesses: limitGuesses(), slowDown: undefined };
  const shelf = sharedShelf(redis.client, redis.namespace);
  const hide = disguise(secret);
  return { guesses: limitGuesses(shelf, hide), slowDown: makeSharedSlowDown(shelf, hide) };
}
