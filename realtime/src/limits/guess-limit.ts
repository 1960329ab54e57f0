import type { GuessLimit } from '@canopy/actions';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { blockOf } from '../http/address.ts';
import { ownShelf, type Shelf } from './shelf.ts';

/**
 * Guessing a spoken code: five wrong a minute from one address and then five minutes of nothing,
 * twenty wrong for one code, two hundred wrong a minute from everywhere together (reliability 6).
 * Never written to a disk of ours: it is counted by address. Joins cost nothing, because a school or
 * an office comes from one address.
 */
export function limitGuesses(
  shelf: Shelf = ownShelf,
  hide: (key: string) => string = (key) => key,
): GuessLimit {
  const byAddress = shelf('guess-address', { points: 5, seconds: 60, blockSeconds: 300 });
  const byCode = shelf('guess-code', { points: 20, seconds: 600, blockSeconds: 600 });
  const overall = shelf('guess-all', { points: 200, seconds: 60 });
  const everyone = 'everyone';

  const isSpent = async (limiter: RateLimiterAbstract, key: string): Promise<boolean> => {
    const used = await limiter.get(key);
    return used !== null && used.remainingPoints <= 0;
  };
  // Over the limit the library rejects with its own result, which is no error here.
  const spend = (limiter: RateLimiterAbstract, key: string): Promise<unknown> =>
    limiter.consume(key).catch(() => undefined);

  return {
    async mayGuess(address, code) {
      const spent = await Promise.all([
        isSpent(byAddress, hide(blockOf(address))),
        isSpent(byCode, hide(code)),
        isSpent(overall, everyone),
      ]);
      return !spent.includes(true);
    },
    async missed(address, code) {
      await Promise.all([
        spend(byAddress, hide(blockOf(address))),
        spend(byCode, hide(code)),
        spend(overall, everyone),
      ]);
    },
  };
}
