import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { prng } from './prng.ts';

/** The eight faults of Toxiproxy, by its names, so that its documentation explains ours. */
export type Toxic = (
  | { readonly kind: 'latency'; readonly ms: number; readonly jitterMs?: number }
  /** Existing connections are cut and new ones refused. */
  | { readonly kind: 'down' }
  | { readonly kind: 'bandwidth'; readonly bytesPerSecond: number }
  | { readonly kind: 'slowClose'; readonly ms: number }
  /**
   * Nothing gets through; the connection is closed after `ms`, or never when 0 (a black hole). One that
   * lost something is reset by the cure: real TCP never goes on with a hole in the middle.
   */
  | { readonly kind: 'timeout'; readonly ms: number }
  /** The connection is reset (RST, not FIN) `ms` after it is made, or after the toxic is added. */
  | { readonly kind: 'resetPeer'; readonly ms: number }
  /** Pieces of up to `bytes`, each of another size when `leastBytes` says how small they may be. */
  | {
      readonly kind: 'slicer';
      readonly bytes: number;
      readonly leastBytes?: number;
      readonly gapMs?: number;
    }
  | { readonly kind: 'limitData'; readonly bytes: number }
) & {
  /** Which half suffers; both when left out. "A client hears but is not heard" is `to-server`. */
  readonly way?: Way;
};
export type Way = 'to-server' | 'to-client';

export interface TcpProxy {
  readonly port: number;
  readonly url: string;
  readonly connections: number;
  /** Acts on connections already open too. Gives the cure. */
  add(toxic: Toxic): () => void;
  clear(): void;
  /** Nothing is lost and nothing arrives: all of it waits, in order, until the answer is called. */
  hold(): () => void;
  stop(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/** A socket that has begun to close cannot be reset any more, and Node then never reports its end. */
function reset(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}

export async function startTcpProxy(targetPort: number, seed = 1): Promise<TcpProxy> {
  const random = prng(seed);
  const toxics = new Set<Toxic>();
  const pairs = new Set<Pair>();
  const holed = new Set<Pair>();
  let held: Promise<undefined> | null = null;

  function strike(pair: Pair, toxic: Toxic): void {
    if (toxic.kind === 'down') reset(pair.client);
    if (toxic.kind === 'resetPeer' || (toxic.kind === 'timeout' && toxic.ms > 0)) {
      const timer = setTimeout(() => {
        if (!toxics.has(toxic)) return;
        if (toxic.kind === 'resetPeer') reset(pair.client);
        else pair.client.destroy();
      }, toxic.ms);
      pair.client.once('close', () => clearTimeout(timer));
    }
  }

  /** Sends one piece on as the toxics of this moment would let it; false once the pipe is spent. */
  async function send(pair: Pair, piece: Buffer, way: Way, sent: number): Promise<boolean> {
    const to = way === 'to-server' ? pair.server : pair.client;
    while (held !== null) await held;
    let gapMs = 0;
    let size = (): number => piece.length;
    for (const toxic of toxics) {
      if (toxic.way !== undefined && toxic.way !== way) continue;
      if (toxic.kind === 'timeout') {
        holed.add(pair);
        return true;
      }
      if (toxic.kind === 'latency') {
        const jitterMs = toxic.jitterMs ?? 0;
        await wait(Math.max(0, toxic.ms + random.between(-jitterMs, jitterMs)));
      }
      if (toxic.kind === 'bandwidth') await wait((piece.length / toxic.bytesPerSecond) * 1000);
      if (toxic.kind === 'slicer') {
        const { bytes, leastBytes = bytes } = toxic;
        size = () => random.between(leastBytes, bytes);
        gapMs = toxic.gapMs ?? 0;
      }
      if (toxic.kind === 'limitData' && sent + piece.length > toxic.bytes) {
        to.end(piece.subarray(0, Math.max(0, toxic.bytes - sent)));
        return false;
      }
    }
    for (let at = 0; at < piece.length && !to.destroyed;) {
      if (at > 0 && gapMs > 0) await wait(gapMs);
      const next = at + size();
      // A reader that stopped reading must hold the writer back, or the proxy hides the fault.
      if (!to.write(piece.subarray(at, next)) && !to.destroyed) {
        await new Promise<void>((go) => to.once('drain', go).once('close', go));
      }
      at = next;
    }
    return true;
  }

  async function pump(pair: Pair, way: Way): Promise<void> {
    const [from, to] =
      way === 'to-server' ? [pair.client, pair.server] : [pair.server, pair.client];
    let sent = 0;
    try {
      // Leaving the loop by itself would abort `from` with an error; a spent pipe closes in peace.
      for await (const piece of from.iterator({ destroyOnReturn: false })) {
        const bytes = piece as Buffer;
        if (!(await send(pair, bytes, way, sent))) {
          from.destroy();
          break;
        }
        sent += bytes.length;
      }
    } catch {
      // A reset is one of the faults under test: it ends this pipe, and `finally` tells the other end.
    } finally {
      for (const toxic of toxics) if (toxic.kind === 'slowClose') await wait(toxic.ms);
      to.end();
    }
  }

  const listener = createServer({ allowHalfOpen: true }, (client) => {
    const server = connect({ port: targetPort, host: 'localhost', allowHalfOpen: true });
    const pair = { client, server };
    pairs.add(pair);
    client.on('error', () => reset(server));
    server.on('error', () => reset(client));
    client.on('close', () => {
      pairs.delete(pair);
      holed.delete(pair);
      server.destroy();
    });
    for (const toxic of toxics) strike(pair, toxic);
    void pump(pair, 'to-server');
    void pump(pair, 'to-client');
  });
  await new Promise<void>((ready) => listener.listen(0, ready));
  const { port } = listener.address() as AddressInfo;

  return {
    port,
    url: `http://localhost:${port}`,
    get connections() {
      return pairs.size;
    },
    add(toxic) {
      toxics.add(toxic);
      for (const pair of pairs) strike(pair, toxic);
      return () => {
        toxics.delete(toxic);
        if (toxic.kind === 'timeout') for (const { client } of holed) reset(client);
      };
    },
    clear() {
      toxics.clear();
      for (const { client } of holed) reset(client);
    },
    hold() {
      const gate = Promise.withResolvers<undefined>();
      held = gate.promise;
      return () => {
        if (held === gate.promise) held = null;
        gate.resolve(undefined);
      };
    },
    async stop() {
      for (const { client } of pairs) client.destroy();
      await new Promise((closed) => listener.close(closed));
    },
  };
}
