import { randomBytes } from 'node:crypto';
import { makeId } from '@canopy/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRedisGate, type RedisGate } from '../testing/redis-gate.ts';
import { until } from '../testing/test-socket.ts';
import { busContract, OUR_SECRET } from './contract/bus.ts';
import { MemoryLine } from './memory-bus.ts';
import { RedisBus } from './redis-bus.ts';
import { redisClient, waitBefore } from './redis-client.ts';

const newId = (): string => makeId((n) => randomBytes(n));
/** A listener's fault is reported; the contract makes one on purpose. */
const host = () => ({ hostId: newId(), secret: OUR_SECRET, onBug: () => undefined });
/** Of the shared Redis. Pub/sub knows no databases, but our names in it do. */
const OURS = 7;

busContract('the bus in one process', async () => {
  const line = new MemoryLine();
  const [a, b] = [line.join(host()), line.join(host())];
  return {
    a,
    b,
    cut: async () => line.cut(),
    mend: async () => line.mend(),
    shout: async (bytes) => line.shout(bytes),
    close: async () => {
      await a.close();
      await b.close();
    },
  };
});

describe('with a Redis', () => {
  let gate: RedisGate;
  beforeAll(async () => {
    gate = await openRedisGate();
  });
  afterAll(() => gate.stop());

  const open = (database = OURS) => RedisBus.open({ url: gate.url(database), ...host() });

  busContract('the bus over Redis', async () => {
    const [a, b] = await Promise.all([open(), open()]);
    const stranger = redisClient(gate.url(OURS), true);
    await stranger.connect();
    return {
      a,
      b,
      cut: () => gate.cut(),
      mend: () => gate.mend(),
      shout: async (bytes) => void (await stranger.publish(a.namespace, Buffer.from(bytes))),
      close: async () => {
        await gate.mend();
        stranger.destroy();
        await Promise.all([a.close(), b.close()]);
      },
    };
  });

  test('a line that swallows everything and never says so is found out, and left for a new one', async () => {
    const bus = await open();
    let backs = 0;
    await until(() => bus.state === 'up');
    bus.onBack(() => (backs += 1));
    await gate.swallow();
    await until(() => bus.state === 'down', 8_000);
    await gate.mend();
    await until(() => bus.state === 'up' && backs > 0, 8_000);
    await bus.close();
  });

  test('two services on one Redis do not hear each other when each names its own database', async () => {
    const [here, there] = [await open(), await open(OURS + 1)];
    const heard: unknown[] = [];
    here.hear((message) => heard.push(message));
    there.publish({ kind: 'presence', presence: { say: 'gone' } });
    const near = await open();
    near.publish({ kind: 'presence', presence: { say: 'still', word: 3 } });
    await until(() => heard.length > 0);
    expect(heard).toEqual([{ kind: 'presence', presence: { say: 'still', word: 3 } }]);
    await Promise.all([here.close(), there.close(), near.close()]);
  });

  test('a host starts without Redis and comes up when there is one', async () => {
    await gate.cut();
    const bus = await open();
    expect(bus.state).toBe('down');
    let backs = 0;
    bus.onBack(() => (backs += 1));
    await gate.mend();
    await until(() => bus.state === 'up' && backs === 1);
    await bus.close();
  });
});

test('hosts that lost their line return spread out, and none waits longer than a second', () => {
  for (const tries of [0, 1, 4, 9, 500]) {
    const [least, most] = [waitBefore(tries, () => 0), waitBefore(tries, () => 1)];
    expect(least).toBeLessThan(most);
    expect(least * 2).toBeGreaterThanOrEqual(most - 1);
    expect(most).toBeLessThanOrEqual(1_000);
  }
});
