import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { crashFrames } from './crash-frames.ts';
import { prng } from './prng.ts';
import { connectRaw } from './raw-ws.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

// A fault that the harness only believes it makes proves nothing, so the harness is tested too.

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function echoThroughProxy(): Promise<TcpProxy> {
  const echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
  await new Promise<void>((ready) => echo.listen(0, ready));
  const proxy = await startTcpProxy(portOf(echo));
  cleanUps.push(() => echo.close(), proxy.stop);
  return proxy;
}

/** Says `words` through the proxy and gives what came back, in how many pieces, and how it ended. */
async function talk(port: number, words: string, forMs = 1_000) {
  const socket = connect(port, 'localhost');
  const startedAt = performance.now();
  let heard = '';
  let pieces = 0;
  let tookMs = Infinity;
  const ended = await new Promise<string>((resolve) => {
    setTimeout(() => resolve('still open'), forMs).unref();
    socket.on('data', (bytes) => {
      heard += bytes.toString();
      pieces += 1;
      if (heard.length < words.length) return;
      tookMs = performance.now() - startedAt;
      resolve('answered');
    });
    socket.on('error', (error) => resolve('code' in error ? String(error.code) : 'error'));
    socket.on('close', () => resolve('closed'));
    socket.write(words);
  });
  socket.destroy();
  return { heard, pieces, tookMs, ended };
}

describe('tcp proxy: each toxic does what its name says', () => {
  test('without a toxic it is a wire', async () => {
    const proxy = await echoThroughProxy();
    expect(await talk(proxy.port, 'hello')).toMatchObject({ heard: 'hello', ended: 'answered' });
  });
  test('latency delays', async () => {
    const proxy = await echoThroughProxy();
    proxy.add({ kind: 'latency', ms: 60, way: 'to-server' });
    expect((await talk(proxy.port, 'hello')).tookMs).toBeGreaterThanOrEqual(58);
  });
  test('bandwidth slows', async () => {
    const proxy = await echoThroughProxy();
    proxy.add({ kind: 'bandwidth', bytesPerSecond: 1_000, way: 'to-client' });
    expect((await talk(proxy.port, 'x'.repeat(100))).tookMs).toBeGreaterThanOrEqual(98);
  });
  test('timeout swallows one way and the cure brings the wire back', async () => {
    const proxy = await echoThroughProxy();
    const cure = proxy.add({ kind: 'timeout', ms: 0, way: 'to-server' });
    expect(await talk(proxy.port, 'hello', 150)).toMatchObject({ heard: '', ended: 'still open' });
    cure();
    expect(await talk(proxy.port, 'hello')).toMatchObject({ ended: 'answered' });
  });
  test('what is held waits in order and arrives when it is let go', async () => {
    const proxy = await echoThroughProxy();
    const letGo = proxy.hold();
    const answer = talk(proxy.port, 'hello', 2_000);
    setTimeout(letGo, 100);
    expect(await answer).toMatchObject({ heard: 'hello', ended: 'answered' });
    expect((await answer).tookMs).toBeGreaterThanOrEqual(90);
  });
  test('timeout with a time closes', async () => {
    const proxy = await echoThroughProxy();
    proxy.add({ kind: 'timeout', ms: 40 });
    expect(await talk(proxy.port, 'hello')).toMatchObject({ heard: '', ended: 'closed' });
  });
  test.each(['down', 'resetPeer'] as const)('%s resets', async (kind) => {
    const proxy = await echoThroughProxy();
    proxy.add({ kind: 'latency', ms: 50 });
    proxy.add(kind === 'down' ? { kind } : { kind, ms: 20 });
    expect(await talk(proxy.port, 'hello')).toMatchObject({ heard: '', ended: 'ECONNRESET' });
  });
  test('slicer cuts into pieces', async () => {
    const proxy = await echoThroughProxy();
    proxy.add({ kind: 'slicer', bytes: 2, gapMs: 5, way: 'to-client' });
    const answer = await talk(proxy.port, 'hello!');
    expect(answer.heard).toBe('hello!');
    expect(answer.pieces).toBeGreaterThanOrEqual(3);
  });
  test('limitData lets so much through and no more', async () => {
    const proxy = await echoThroughProxy();
    proxy.add({ kind: 'limitData', bytes: 3, way: 'to-client' });
    expect(await talk(proxy.port, 'hello')).toMatchObject({ heard: 'hel', ended: 'closed' });
  });
  test('slowClose keeps the line open a while', async () => {
    const proxy = await echoThroughProxy();
    proxy.add({ kind: 'slowClose', ms: 80 });
    const socket = connect(proxy.port, 'localhost');
    await once(socket, 'connect');
    const startedAt = performance.now();
    socket.resume().end();
    await once(socket, 'close');
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(78);
    await expect.poll(() => proxy.connections).toBe(0);
  });
});

describe('raw websocket', () => {
  test('is understood when polite, and hears the close code when not', async () => {
    const server = new WebSocketServer({ port: 0, maxPayload: 64 * 1024 });
    cleanUps.push(() => server.close());
    server.on('connection', (socket) => {
      socket.on('error', () => undefined);
      socket.on('message', (words) => socket.send(words as Buffer));
    });
    const url = `ws://localhost:${(server.address() as AddressInfo).port}/`;

    const polite = await connectRaw(url);
    polite.sendFrame({ payload: 'hello'.repeat(100) });
    await expect.poll(() => polite.received[0]?.payload.toString()).toBe('hello'.repeat(100));
    polite.drop();

    for (const frame of crashFrames) {
      const rude = await connectRaw(url);
      expect(rude.status, frame.name).toBe(101);
      frame.send(rude);
      if (frame.name === 'a reserved bit') await expect.poll(() => rude.closeCode).toBe(1002);
      rude.drop();
      await rude.closed;
    }
  });
});

describe('seeded numbers', () => {
  test('the same seed walks the same way, another seed another way', () => {
    const walk = (seed: number) => Array.from({ length: 20 }, prng(seed).next);
    expect(walk(7)).toEqual(walk(7));
    expect(walk(7)).not.toEqual(walk(8));
    expect(Math.max(...walk(7))).toBeLessThan(1);
    expect(prng(3).shuffle([1, 2, 3, 4]).sort()).toEqual([1, 2, 3, 4]);
  });
});
