import { createHash } from 'node:crypto';
import { whispers } from '@canopy/storage';
import type { HostLog } from '../log.ts';
import { BusWithSpare } from './bus-with-spare.ts';
import type { Bus } from './bus.ts';
import { MemoryLine } from './memory-bus.ts';
import type { RedisClient } from './redis-client.ts';

/** Of this service's database: two services in one Postgres have a database each. */
const WHISPERS = 'canopypresence';

export type OpenBus = {
  bus: Bus;
  /**
   * The bus as presence speaks on it: while Redis is away, by Postgres, which keeps nothing of it
   * either. Children whose two adults are on two hosts then need not be paused. Closes both.
   */
  presence: Bus;
  redis: { client: RedisClient; namespace: string } | null;
};

export type BusParts = {
  url: string | null;
  databaseUrl: string | null;
  secret: string;
  hostId: string;
  log: HostLog;
};

/** The bus this host speaks on. Without a Redis it is alone, and the bus says nothing to nobody. */
export async function openBus(parts: BusParts): Promise<OpenBus> {
  const { url, databaseUrl, secret, hostId, log } = parts;
  const ear = {
    hostId,
    secret,
    onBug: (error: unknown) => void log.bug('bus:listener-failed', error),
    onStranger: () => log.event('bus:stranger'),
  };
  if (url === null) {
    const bus = new MemoryLine().join(ear);
    return { bus, presence: bus, redis: null };
  }
  // Seven hundred files, which a host that is alone need not read.
  const { RedisBus } = await import('./redis-bus.ts');
  const bus = await RedisBus.open({ url, ...ear });
  log.event(bus.state === 'up' ? 'bus:up' : 'bus:down');
  bus.onState((state) => log.event(`bus:${state}`));
  const redis = { client: bus.client, namespace: bus.namespace };
  if (databaseUrl === null) return { bus, presence: bus, redis };
  const whisper = await whispers();
  const open = (hear: (bytes: Uint8Array) => void) =>
    whisper({ url: databaseUrl, channel: WHISPERS, hear });
  return { bus, presence: new BusWithSpare({ ...ear, main: bus, open }), redis };
}

/**
 * What every host of one service knows and a Redis does not: taken from the database's name and
 * password, for hosts may reach the same database by different addresses.
 */
export function sharedSecret(databaseUrl: string | null): string {
  if (databaseUrl === null) return '';
  const { password, pathname } = new URL(databaseUrl);
  return createHash('sha256').update(`canopy hosts ${password} ${pathname}`).digest('base64url');
}
