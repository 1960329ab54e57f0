import { randomBytes } from 'node:crypto';
import type { SlowDown } from '@canopy/auth';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { redisClient, type RedisClient } from '../bus/redis-client.ts';
import { openRedisGate, type RedisGate } from '../testing/redis-gate.ts';
import { until } from '../testing/test-socket.ts';
import { limitGuesses } from './guess-limit.ts';
import { makeSharedSlowDown } from './shared-slow-down.ts';
import { disguise, sharedShelf } from './shelf.ts';

const OURS = 9;
const now = 0;
const hide = disguise('what all hosts know');

let gate: RedisGate;
let hosts: RedisClient[];
/** A name of its own for each test, so that none counts what another did. */
let namespace: string;
beforeAll(async () => {
  gate = await openRedisGate();
});
beforeEach(async () => {
  namespace = `test:${randomBytes(6).toString('hex')}`;
  hosts = [redisClient(gate.url(OURS), false), redisClient(gate.url(OURS), false)];
  await Promise.all(hosts.map((client) => client.connect()));
});
afterEach(async () => {
  await gate.mend();
  for (const client of hosts) client.destroy();
});
afterAll(() => gate.stop());

const shelves = () => hosts.map((client) => sharedShelf(client, namespace));

describe('guesses at a spoken code', () => {
  test('five wrong on one host are five wrong on the other', async () => {
    const [a, b] = shelves().map((shelf) => limitGuesses(shelf, hide));
    for (let n = 0; n < 5; n += 1) {
      expect(await b!.mayGuess('192.0.2.1', `CODE${n}`)).toBe(true);
      await (n % 2 === 0 ? a! : b!).missed('192.0.2.1', `CODE${n}`);
    }
    expect(await a!.mayGuess('192.0.2.1', 'ANOTHER')).toBe(false);
    expect(await b!.mayGuess('192.0.2.1', 'ANOTHER')).toBe(false);
    expect(await b!.mayGuess('192.0.2.2', 'ANOTHER')).toBe(true);
  });

  test('while Redis is away each host limits for itself, and nobody is kept out for it', async () => {
    const [a] = shelves().map((shelf) => limitGuesses(shelf, hide));
    await gate.cut();
    await until(() => !hosts[0]!.isReady);
    expect(await a!.mayGuess('192.0.2.9', 'RIGHT')).toBe(true);
    for (let n = 0; n < 5; n += 1) await a!.missed('192.0.2.9', `CODE${n}`);
    expect(await a!.mayGuess('192.0.2.9', 'RIGHT')).toBe(false);
  });

  test('what is kept names no address and no code', async () => {
    const [a] = shelves().map((shelf) => limitGuesses(shelf, hide));
    await a!.missed('192.0.2.77', 'RIVER-OWL');
    const keys = await hosts[0]!.keys(`${namespace}*`);
    expect(keys.length).toBe(3);
    expect(keys.join()).not.toMatch(/192|RIVER/i);
  });
});

describe('failed sign-ins', () => {
  const EMAIL = 'email:ann@example.org';
  const ADDRESS = 'address:192.0.2.1';
  const both = (): SlowDown[] => shelves().map((shelf) => makeSharedSlowDown(shelf, hide));

  test('five failures cost nothing wherever they happen, and then there is a wait on every host', async () => {
    const [a, b] = both();
    for (let n = 0; n < 5; n += 1) expect(await (n % 2 ? a! : b!).mayTry(EMAIL, now)).toBe(true);
    expect(await a!.mayTry(EMAIL, now)).toBe(false);
    expect(await b!.mayTry(EMAIL, now)).toBe(false);
    expect(await b!.mayTry('email:ben@example.org', now)).toBe(true);
    // A second, then two: the waits of one host's own slow-down.
    await new Promise((done) => setTimeout(done, 1_100));
    expect(await a!.mayTry(EMAIL, now)).toBe(true);
    await new Promise((done) => setTimeout(done, 1_100));
    expect(await b!.mayTry(EMAIL, now)).toBe(false);
  });

  test('a hundred tries at one instant over two hosts: five are let through', async () => {
    const [a, b] = both();
    const tries = Array.from({ length: 100 }, async (_, n) => (n % 2 ? a! : b!).mayTry(EMAIL, now));
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(5);
  });

  test('success clears an email’s count', async () => {
    const [a, b] = both();
    for (let n = 0; n < 5; n += 1) await a!.mayTry(EMAIL, now);
    await b!.succeeded(EMAIL);
    expect(await a!.mayTry(EMAIL, now)).toBe(true);
  });

  test('an office that signs in well is never slowed; an attacker’s own account buys no guesses', async () => {
    const [a, b] = both();
    for (let n = 0; n < 18; n += 1) expect(await a!.mayTry(ADDRESS, now)).toBe(true);
    for (let n = 0; n < 30; n += 1) {
      expect(await b!.mayTry(ADDRESS, now)).toBe(true);
      await b!.succeeded(ADDRESS);
    }
    await a!.mayTry(ADDRESS, now);
    // The twentieth takes the one turn there is, and a success does not give that back.
    expect(await b!.mayTry(ADDRESS, now)).toBe(true);
    await b!.succeeded(ADDRESS);
    expect(await a!.mayTry(ADDRESS, now)).toBe(false);
  });

  test('while Redis is away each host slows down by itself', async () => {
    const [a] = both();
    await gate.cut();
    await until(() => !hosts[0]!.isReady);
    for (let n = 0; n < 5; n += 1) expect(await a!.mayTry(EMAIL, now)).toBe(true);
    expect(await a!.mayTry(EMAIL, now)).toBe(false);
  });
});
