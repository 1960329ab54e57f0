import type { GuessLimit } from '@canopy/actions';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { blockOf } from '../http/address.ts';

/**
 * Guessing a spoken code: five wrong a minute from one address and then five minutes of nothing,
 * twenty wrong for one code, two hundred wrong a minute from everywhere together (reliability 6).
 * Kept in memory: it holds addresses, which are never written down. Joins cost nothing, because a
 * school or an office comes from one address.
 */
export function limitGuesses(): GuessLimit {
  const byAddress = new RateLimiterMemory({ points: 5, duration: 60, blockDuration: 300 });
  const byCode = new RateLimiterMemory({ points: 20, duration: 600, blockDuration: 600 });
  const overall = new RateLimiterMemory({ points: 200, duration: 60 });
  const everyone = 'everyone';

  const isSpent = async (limiter: RateLimiterMemory, key: string): Promise<boolean> => {
    const used = await limiter.get(key);
    return used !== null && used.remainingPoints <= 0;
  };
  // Over the limit the library rejects with its own result, which is no error here.
  const spend = (limiter: RateLimiterMemory, key: string): Promise<unknown> =>
    limiter.consume(key).catch(() => undefined);

  return {
    async mayGuess(address, code) {
      const spent = await Promise.all([
        isSpent(byAddress, blockOf(address)),
        isSpent(byCode, code),
        isSpent(overall, everyone),
      ]);
      return !spent.includes(true);
    },
    async missed(address, code) {
      await Promise.all([
        spend(byAddress, blockOf(address)),
        spend(byCode, code),
        spend(overall, everyone),
      ]);
    },
  };
}
