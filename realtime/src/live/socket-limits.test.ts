import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { upgrade } from '../testing/raw-frames.ts';
import { startTestHost, type TestHost } from '../testing/test-host.ts';

let it: TestHost;
beforeAll(async () => {
  it = await startTestHost({ CANOPY_SOCKETS_PER_ADDRESS: '5' });
});
afterAll(() => it.stop());

const target = '/live/?EIO=4&transport=websocket';

describe('sockets of nobody', () => {
  test('are capped by address and closed in ten seconds; then there is room again', async () => {
    const headers = { Origin: it.url };
    const opened = [];
    for (let n = 0; n < 5; n += 1) opened.push(await upgrade(it.port, target, headers));
    expect(opened.map(({ status }) => status)).toEqual([101, 101, 101, 101, 101]);
    expect((await upgrade(it.port, target, headers)).status).toBe(400);
    expect((await upgrade(it.port, '/boards/x', headers)).status).toBe(429);

    const began = performance.now();
    await Promise.all(
      opened.map(({ socket }) => new Promise((closed) => socket.once('close', closed).resume())),
    );
    expect(performance.now() - began).toBeLessThan(12_000);
    const again = await upgrade(it.port, target, headers);
    expect(again.status).toBe(101);
    again.socket.destroy();
  });
});
