import { findServices } from '../../setup/services/find-services.mjs';
import { makePostgres } from '../../setup/services/postgres.mjs';
import { makeRedis } from '../../setup/services/redis.mjs';

/**
 * A server process of a test's own, which it may end and bring back as often as it likes: `restart`
 * gives the same data on the same port. Call `stop` at the end; it removes the data.
 */
export type OwnService = {
  readonly url: string;
  readonly port: number;
  start(): Promise<void>;
  /** Ends the process, by SIGKILL unless told otherwise, and resolves when it is gone. */
  kill(signal?: 'SIGKILL' | 'SIGTERM' | 'SIGINT' | 'SIGQUIT'): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** Started, and not the Postgres the other tests share. */
export async function ownPostgres(): Promise<OwnService> {
  return started(makePostgres((await findServices()).bin));
}

/** Started, with its append-only file on, and not the Redis the other tests share. */
export async function ownRedis(): Promise<OwnService> {
  return started(makeRedis((await findServices()).redis));
}

async function started(service: OwnService): Promise<OwnService> {
  try {
    await service.start();
    return service;
  } catch (error) {
    await service.stop();
    throw error;
  }
}
