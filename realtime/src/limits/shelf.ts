import { createHmac } from 'node:crypto';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { RedisClient } from '../bus/redis-client.ts';

/** `points` in `seconds`; over it, `blockSeconds` of nothing. */
export type Limit = { points: number; seconds: number; blockSeconds?: number };

/** Where counts of tries are kept: one counter per name. Nothing on it is ever written to a disk of ours. */
export type Shelf = (name: string, limit: Limit) => RateLimiterAbstract;

const optionsOf = (name: string, { points, seconds, blockSeconds = 0 }: Limit) => ({
  keyPrefix: name,
  points,
  duration: seconds,
  blockDuration: blockSeconds,
});

export const ownShelf: Shelf = (name, limit) => new RateLimiterMemory(optionsOf(name, limit));

/**
 * Counts that hold over all hosts. Without Redis each host counts for itself until it is back: a
 * limit that is looser for a while is better than a door that nobody can come in by.
 */
export const sharedShelf =
  (client: RedisClient, namespace: string): Shelf =>
  (name, limit) =>
    new RateLimiterRedis({
      ...optionsOf(`${namespace}:${name}`, limit),
      storeClient: client,
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
      insuranceLimiter: ownShelf(name, limit),
    });

/**
 * A key that says nothing to whoever reads the Redis: addresses, codes and emails are few enough to
 * be guessed from a plain hash, so it is keyed with something all hosts know and Redis does not.
 */
export const disguise =
  (secret: string) =>
  (key: string): string =>
    createHmac('sha256', secret).update(key).digest('base64url').slice(0, 24);
