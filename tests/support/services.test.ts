import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { listens } from '../../setup/services/free-port.mjs';
import { ownPostgres, ownRedis, type OwnService } from './services.ts';

const open: OwnService[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((service) => service.stop()));
});

const answers = (service: OwnService) => listens(service.port);

const foldersNow = () =>
  readdirSync(tmpdir()).filter((name) => /^canopy-(postgres|redis)-/.test(name));

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
  const before = new Set(foldersNow());
  const service = await ownRedis();
  open.push(service);
  const [folder = ''] = foldersNow().filter((name) => !before.has(name));
  expect(folder).not.toBe('');
  await service.stop();
  expect(existsSync(`${tmpdir()}/${folder}`)).toBe(false);
});

test('the servers all tests share are named in the environment', () => {
  expect(process.env.CANOPY_TEST_POSTGRES).toMatch(/^postgres:\/\//);
  expect(process.env.CANOPY_TEST_REDIS).toMatch(/^redis:\/\//);
});
