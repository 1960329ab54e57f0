import type { GuessLimit } from '@canopy/actions';
import type { SlowDown } from '@canopy/auth';
import type { OpenBus } from '../bus/open-bus.ts';
import type { Config } from '../config.ts';
import { limitGuesses } from './guess-limit.ts';
import { makeSharedSlowDown } from './shared-slow-down.ts';
import { disguise, sharedShelf } from './shelf.ts';

/** `slowDown` undefined = this host's own. */
export type Limits = { guesses: GuessLimit; slowDown: SlowDown | undefined };

/** Limits that several hosts share go through their Redis; one host keeps them in memory. */
export function openLimits(
  { databaseUrl }: Pick<Config, 'databaseUrl'>,
  redis: OpenBus['redis'],
): Limits {
  if (redis === null) return { guesses: limitGuesses(), slowDown: undefined };
  const shelf = sharedShelf(redis.client, redis.namespace);
  // The one secret that every host has and Redis has not.
  const hide = disguise(databaseUrl ?? '');
  return { guesses: limitGuesses(shelf, hide), slowDown: makeSharedSlowDown(shelf, hide) };
}
