import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type RedisGate = {
  /** An address of the shared Redis whose line can be cut; `database` keeps tests apart. */
  url(database: number): string;
  /** Connections are reset and new ones refused, as when Redis is killed. */
  cut(): Promise<void>;
  /** Connections stay open and nothing passes, as when a network swallows everything. */
  swallow(): Promise<void>;
  mend(): Promise<void>;
  stop(): Promise<void>;
};

/** A gate of a test's own in front of the Redis that all tests share. */
export async function openRedisGate(): Promise<RedisGate> {
  const redis = new URL(process.env.CANOPY_TEST_REDIS ?? '');
  const pairs = new Set<[Socket, Socket]>();
  let state: 'open' | 'cut' | 'swallow' = 'open';
  const drop = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  const server = createServer((client) => {
    if (state === 'cut') return client.resetAndDestroy();
    const upstream = connect(Number(redis.port), redis.hostname);
    const pair: [Socket, Socket] = [client, upstream];
    pairs.add(pair);
    client.on('data', (bytes) => state === 'open' && upstream.write(bytes));
    upstream.on('data', (bytes) => state === 'open' && client.write(bytes));
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        pairs.delete(pair);
        client.destroy();
        upstream.destroy();
      });
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: (database) => `redis://127.0.0.1:${port}/${database}`,
    async cut() {
      state = 'cut';
      drop();
    },
    async swallow() {
      state = 'swallow';
    },
    async mend() {
      // What was swallowed half-way would be torn: such connections are not mended but replaced.
      if (state === 'swallow') drop();
      state = 'open';
    },
    async stop() {
      drop();
      await new Promise((closed) => server.close(closed));
    },
  };
}
