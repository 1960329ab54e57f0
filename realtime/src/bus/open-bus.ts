import type { HostLog } from '../log.ts';
import type { Bus } from './bus.ts';
import { MemoryLine } from './memory-bus.ts';
import { RedisBus } from './redis-bus.ts';
import type { RedisClient } from './redis-client.ts';

export type OpenBus = { bus: Bus; redis: { client: RedisClient; namespace: string } | null };

/** The bus this host speaks on. Without a Redis it is alone, and the bus says nothing to nobody. */
export async function openBus(url: string | null, hostId: string, log: HostLog): Promise<OpenBus> {
  const onBug = (error: unknown) => void log.bug('bus:listener-failed', error);
  if (url === null) return { bus: new MemoryLine().join(hostId, onBug), redis: null };
  const bus = await RedisBus.open({ url, hostId, onBug });
  log.event(bus.state === 'up' ? 'bus:up' : 'bus:down');
  bus.onState((state) => log.event(`bus:${state}`));
  return { bus, redis: { client: bus.client, namespace: bus.namespace } };
}
