import path from 'node:path';
import { NOBODY, openDoors } from '@canopy/actions';
import { openStore } from '@canopy/storage';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DATABASE } from '../open-data.ts';
import { freshDatabase } from '@canopy/storage/fresh-database';
import { openRedisGate } from '../testing/redis-gate.ts';
import { metricsPort, scrape } from '../testing/scrape.ts';
import { startTestHost, type TestHost } from '../testing/test-host.ts';

let it: TestHost;
beforeAll(async () => {
  it = await startTestHost();
});
afterAll(() => it.stop());

describe('health', () => {
  test.each(['/ping', '/ready', '/health', '/info'])('%s answers plainly', async (path) => {
    const response = await fetch(it.url + path, { redirect: 'manual' });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-powered-by')).toBeNull();
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('says nothing about people', async () => {
    for (const path of ['/health', '/info']) {
      const said = await (await fetch(it.url + path)).text();
      expect(said).not.toMatch(/seat|member|socket|session/);
    }
  });

  test('a body too large is refused before it is read', async () => {
    const response = await fetch(`${it.url}/anything`, {
      method: 'POST',
      body: 'x'.repeat(300 * 1024),
    });
    expect(response.status).toBe(413);
  });

  test('nothing is written for another site, whatever the body is called', async () => {
    for (const origin of ['https://evil.example', 'null', undefined])
      for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
        const headers = { 'content-type': type, ...(origin === undefined ? {} : { origin }) };
        const response = await fetch(`${it.url}/join`, { method: 'POST', headers, body: 'a=b' });
        expect(response.status).toBe(403);
      }
  });

  test('a host that drains asks to be sent nobody', async () => {
    const other = await startTestHost();
    expect((await fetch(`${other.url}/ready`)).status).toBe(200);
    const closing = other.stop();
    const answer = await fetch(`${other.url}/ready`).then(
      ({ status }) => status,
      () => 'refused',
    );
    expect([503, 'refused']).toContain(answer);
    await closing;
  });
});

/** It tries again for itself at most once a second. */
const slow = { timeout: 5_000, interval: 200 };

describe('while nothing can be saved', () => {
  test('people are sent elsewhere, with the reason; pages and reads go on; and it heals by itself', async () => {
    const host = await startTestHost();
    const other = await openStore({ file: path.join(host.dataDir, DATABASE) });
    const { promise: letGo, resolve: over } = Promise.withResolvers<undefined>();
    const writing = other.transaction(() => letGo);
    const doors = openDoors(host.house, false);
    const setUp = { name: 'Bird', email: 'bird@canopy.example', password: 'heron lake at dusk 44' };
    expect(await doors.act(NOBODY, 'set-up:finish', setUp)).toEqual({
      ok: false,
      refusal: { code: 'cannot-save' },
    });
    const ready = await fetch(`${host.url}/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { ready: false, reason: 'locked' }]);
    expect(await (await fetch(`${host.url}/health`)).json()).toMatchObject({
      status: 'failing',
      storage: true,
      saving: 'locked',
    });
    expect((await fetch(`${host.url}/ping`)).status).toBe(200);
    expect(host.logs()).toContain('"state":"locked"');
    over(undefined);
    await writing;
    await expect.poll(async () => (await fetch(`${host.url}/ready`)).status, slow).toBe(200);
    expect(host.logs()).toContain('"state":"ok"');
    expect((await doors.act(NOBODY, 'set-up:finish', setUp)).ok).toBe(true);
    await other.close();
    await host.stop();
  });
});

describe('the line to other hosts', () => {
  const health = async (host: TestHost) => {
    const response = await fetch(`${host.url}/health`);
    return { code: response.status, ...((await response.json()) as object) };
  };
  const well = { storage: true, saving: 'ok', draining: false, box: 'off' };

  test('of a host that is alone is none', async () => {
    expect(await health(it)).toEqual({ code: 200, status: 'ok', bus: 'none', ...well });
  });

  test('is said as it is, in /health and in the numbers: lost while Redis is away, and people are still sent here', async () => {
    const [gate, database] = [await openRedisGate(), await freshDatabase()];
    const host = await startTestHost({
      DATABASE_URL: database.url,
      REDIS_URL: gate.url(5),
      CANOPY_METRICS: '127.0.0.1:0',
    });
    const number = async (state: string) =>
      (await scrape(metricsPort(host))).of(`canopy_bus_state{state="${state}"}`);
    expect(await health(host)).toEqual({ code: 200, status: 'ok', bus: 'connected', ...well });
    expect([await number('connected'), await number('lost')]).toEqual([1, 0]);
    await gate.cut();
    const weakened = { code: 200, status: 'weakened', bus: 'lost', ...well };
    await expect.poll(() => health(host), slow).toEqual(weakened);
    expect([await number('connected'), await number('lost')]).toEqual([0, 1]);
    expect((await fetch(`${host.url}/ready`)).status).toBe(200);
    // A network that swallows everything leaves the connection open: only silence tells.
    await gate.mend();
    await expect.poll(() => health(host), slow).toMatchObject({ status: 'ok', bus: 'connected' });
    await gate.swallow();
    await expect.poll(() => health(host), { ...slow, timeout: 8_000 }).toEqual(weakened);
    // Nor may it keep a host from stopping.
    const began = performance.now();
    await host.stop();
    expect(performance.now() - began).toBeLessThan(5_000);
    await gate.stop();
    await database.drop();
  });
});
