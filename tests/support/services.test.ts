import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listens } from '../../setup/services/free-port.mjs';
import { ownPostgres, ownRedis, type OwnService } from './services.ts';

const WAITS = { timeout: 20_000, interval: 50 };

const open: OwnService[] = [];
// A place of our own, for other runs on this machine come and go in the usual one.
const usual = process.env.TMPDIR;
let place = '';
beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'canopy-services-'));
  // The account that runs Postgres for root has to get in.
  chmodSync(place, 0o755);
  process.env.TMPDIR = place;
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((service) => service.stop()));
  if (usual === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usual;
  rmSync(place, { recursive: true });
});

const answers = (service: OwnService) => listens(service.port);

test.each([
  ['Postgres', ownPostgres],
  ['Redis', ownRedis],
])('a %s of a test’s own goes when killed and comes back on the same port', async (_name, make) => {
  const service = await make();
  open.push(service);
  const { url, port } = service;
  expect(await answers(service)).toBe(true);
  await service.kill();
  expect(await answers(service)).toBe(false);
  await service.restart();
  expect([service.url, service.port]).toEqual([url, port]);
  expect(await answers(service)).toBe(true);
});

test('two of a kind share neither port nor folder, and stopping one leaves the other', async () => {
  const [one, other] = [await ownRedis(), await ownRedis()];
  open.push(one, other);
  expect(one.port).not.toBe(other.port);
  await one.stop();
  expect(await answers(one)).toBe(false);
  expect(await answers(other)).toBe(true);
});

test('stopping removes the folder', async () => {
  const service = await ownRedis();
  open.push(service);
  expect(readdirSync(place)).toHaveLength(1);
  await service.stop();
  expect(readdirSync(place)).toEqual([]);
});

test('the servers all tests share are named in the environment', () => {
  expect(process.env.CANOPY_TEST_POSTGRES).toMatch(/^postgres:\/\//);
  expect(process.env.CANOPY_TEST_REDIS).toMatch(/^redis:\/\//);
});

test.each(['SIGKILL', 'SIGINT'] as const)(
  'a test run that is ended by %s leaves neither server nor folder behind',
  async (signal) => {
    const script = new URL('./starts-services.ts', import.meta.url).pathname;
    const { CANOPY_TEST_POSTGRES: _p, CANOPY_TEST_REDIS: _r, ...env } = process.env;
    const run = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const named = Promise.withResolvers<Record<string, string>>();
    run.stdout.setEncoding('utf8').on('data', (said: string) => {
      const line = said.split('\n').find((each) => each.startsWith('{'));
      if (line !== undefined) named.resolve(JSON.parse(line) as Record<string, string>);
    });
    const ports = Object.values(await named.promise).map((url) => Number(new URL(url).port));
    expect(await Promise.all(ports.map(listens))).toEqual([true, true]);
    expect(readdirSync(place)).toHaveLength(2);
    run.kill(signal);
    await expect.poll(() => Promise.all(ports.map(listens)), WAITS).toEqual([false, false]);
    await expect.poll(() => readdirSync(place), WAITS).toEqual([]);
  },
);
