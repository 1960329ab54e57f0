import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openLog } from '../log.ts';
import { createApp } from './app.ts';

let server: Server;
let logged = '';
beforeEach(() => {
  logged = '';
});
afterEach(() => new Promise((done) => server.close(done)));

/** The app with pages that answer with the headers they were given. */
async function serve(origins: string[], trustProxy = 0): Promise<string> {
  const app = createApp({
    origins: () => origins,
    https: origins[0]?.startsWith('https') === true,
    trustProxy,
    health: {
      isReady: () => Promise.resolve(true),
      notSaving: () => Promise.resolve(null),
      isDraining: () => false,
      bus: () => 'none',
      box: () => Promise.resolve('off'),
    },
    log: openLog('json', (line) => (logged += line)),
    boards: (_req, _res, next) => next(),
    pages: () =>
      Promise.resolve((req, res) => {
        if (req.path === '/bug') throw new Error('words somebody wrote');
        if (req.path === '/wrong') throw Object.assign(new Error('theirs'), { status: 400 });
        res.json(req.headers);
      }),
  });
  server = createServer(app);
  await new Promise<void>((done) => server.listen(0, done));
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

const forged = {
  'x-canopy-protocol': 'http',
  'x-canopy-host': 'evil.example',
  'x-canopy-address': '6.6.6.6',
  'x-forwarded-for': '6.6.6.6, 192.0.2.7',
};

describe('what pages are told about a request', () => {
  test('is the host’s own word, whatever the browser wrote there', async () => {
    const url = await serve(['https://canopy.example', 'https://cy.canopy.example']);
    const told = (await (await fetch(url, { headers: forged })).json()) as Record<string, string>;
    expect(told['x-canopy-protocol']).toBe('https');
    expect(told['x-canopy-host']).toBe('canopy.example');
    expect(told['x-canopy-address']).not.toBe('6.6.6.6');
  });

  test('the address comes from our own proxy when there is one', async () => {
    const url = await serve(['https://canopy.example'], 1);
    const told = (await (await fetch(url, { headers: forged })).json()) as Record<string, string>;
    expect(told['x-canopy-address']).toBe('192.0.2.7');
  });

  test('one customer’s IPv6 addresses are one address, or each would be a fresh guess at a password', async () => {
    const url = await serve(['https://canopy.example'], 1);
    const headers = { 'x-forwarded-for': '2001:db8:1:2:3:4:5:6' };
    const told = (await (await fetch(url, { headers })).json()) as Record<string, string>;
    expect(told['x-canopy-address']).toBe('2001:db8:1:2');
  });
});

describe('every answer', () => {
  test('keeps browsers on https where there is https', async () => {
    const secure = await fetch(await serve(['https://canopy.example']));
    expect(secure.headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}$/);
    server.close();
    const plain = await fetch(await serve(['http://localhost:1']));
    expect(plain.headers.get('strict-transport-security')).toBeNull();
  });

  test('pages are not kept on a borrowed phone; files may be', async () => {
    const url = await serve(['http://localhost:1']);
    expect((await fetch(`${url}/session/x`)).headers.get('cache-control')).toBe('no-store');
    expect((await fetch(`${url}/_app/x.js`)).headers.get('cache-control')).toBeNull();
    const picture = await fetch(`${url}/emoji/2764.svg`);
    expect(picture.headers.get('cache-control')).toBe('public, max-age=86400');
  });

  test('to a bug is an id, and not what was written', async () => {
    const response = await fetch(`${await serve(['http://localhost:1'])}/bug`);
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).toMatch(/\([0-9a-f]{12}\)/);
    expect(text).not.toContain('words somebody wrote');
  });

  test('to what a browser got wrong is its status, and no bug is logged for it', async () => {
    expect((await fetch(`${await serve(['http://localhost:1'])}/wrong`)).status).toBe(400);
    expect(logged).toBe('');
  });
});
