import { createClient } from 'redis';

const CONNECT_WITHIN_MS = 3_000;
/** The bus sends itself something every second, so a line this silent is dead without having said so. */
const SILENT_MAX_MS = 5_000;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 1_000;

/** Waits that double, each cut at random, so that a hundred hosts do not return in one instant. */
export const waitBefore = (tries: number, chance: () => number = Math.random): number =>
  Math.round(
    (0.5 + chance() / 2) * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries, 10)),
  );

/**
 * A line to Redis that comes back by itself for ever. What is said while it is gone is refused at
 * once and not kept: everything said there is only true now.
 */
export function redisClient(url: string, keepUnsent: boolean) {
  const client = createClient({
    url,
    disableOfflineQueue: !keepUnsent,
    commandsQueueMaxLength: 10_000,
    socket: {
      connectTimeout: CONNECT_WITHIN_MS,
      socketTimeout: SILENT_MAX_MS,
      reconnectStrategy: (tries) => waitBefore(tries),
    },
  });
  // Without a listener the first lost line ends the process (reliability 4.4).
  client.on('error', () => undefined);
  return client;
}

export type RedisClient = ReturnType<typeof redisClient>;

/** One Redis may serve two services: its databases, which pub/sub does not know, keep them apart. */
export const namespaceOf = (url: string): string =>
  `canopy:${new URL(url).pathname.slice(1) || '0'}`;
