import path from 'node:path';
import { NOBODY, openDoors } from '@canopy/actions';
import { openStore } from '@canopy/storage';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DATABASE } from '../open-data.ts';
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
