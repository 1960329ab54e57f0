import { createHash } from 'node:crypto';
import type { HostLog } from '../log.ts';
import type { Bus } from './bus.ts';
import { MemoryLine } from './memory-bus.ts';
import type { RedisClient } from './redis-client.ts';

export type OpenBus = { bus: Bus; redis: { client: RedisClient; namespace: string } | null };

export type BusParts = { url: string | null; secret: string; hostId: string; log: HostLog };

/** The bus this host speaks on. Without a Redis it is alone, and the bus says nothing to nobody. */
export async function openBus({ url, secret, hostId, log }: BusParts): Promise<OpenBus> {
  const ear = {
    hostId,
    secret,
    onBug: (error: unknown) => void log.bug('bus:listener-failed', error),
    onStranger: () => log.event('bus:stranger'),
  };
  if (url === null) return { bus: new MemoryLine().join(ear), redis: null };
  // Seven hundred files, which a host that is alone need not read.
  const { RedisBus } = await import('./redis-bus.ts');
  const bus = await RedisBus.open({ url, ...ear });
  log.event(bus.state === 'up' ? 'bus:up' : 'bus:down');
  bus.onState((state) => log.event(`bus:${state}`));
  return { bus, redis: { client: bus.client, namespace: bus.namespace } };
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
