import { say } from '../say.mjs';
import { findServices } from './find-services.mjs';
import { makePostgres } from './postgres.mjs';
import { makeRedis } from './redis.mjs';

const POSTGRES = 'CANOPY_TEST_POSTGRES';
const REDIS = 'CANOPY_TEST_REDIS';

/**
 * The Postgres and the Redis that tests share, each test in a database of its own. Servers already
 * named in the environment are used as they are.
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>}
 */
export async function startTestServices() {
  const { [POSTGRES]: postgres, [REDIS]: redis } = process.env;
  if (postgres && redis) {
    return { env: { [POSTGRES]: postgres, [REDIS]: redis }, stop: async () => {} };
  }
  const found = await findServices();
  const [ours, theirs] = [makePostgres(found.bin), makeRedis(found.redis)];
  const stop = async () => {
    await Promise.all([ours.stop(), theirs.stop()]);
  };
  try {
    await Promise.all([ours.start(), theirs.start()]);
  } catch (error) {
    await stop();
    throw error;
  }
  say('Postgres and Redis run for the tests, on ports of their own');
  return { env: { [POSTGRES]: ours.url, [REDIS]: theirs.url }, stop };
}
