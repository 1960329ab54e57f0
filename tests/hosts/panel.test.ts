import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { AcrossHosts } from '../support/across-hosts.ts';
import { pause, until, type LivePerson } from '../support/live-person.ts';

/** The promise (people 48): ten seconds, and one more for the news to be seen here. */
const PAUSED_WITHIN_MS = 11_000;
/** A phone finds another host within a second or two; a panel waits five for an adult to be back. */
const NOT_PAUSED_FOR_MS = 12_000;
/** Longer than what was last heard is believed. */
const REDIS_AWAY_MS = 40_000;

let it: AcrossHosts;
let heron: LivePerson;
let wren: LivePerson;
let rowan: LivePerson;

/** One adult on each host, and a child with the first. */
beforeEach(async () => {
  it = await AcrossHosts.open({ rooms: [], panel: true, own: ['redis'] });
  const { sessionId, adults, members } = it.panel;
  heron = it.person(adults[0].cookie, sessionId, 0);
  wren = it.person(adults[1].cookie, sessionId, 1);
  rowan = it.person(members[0]!.cookie, sessionId, 0);
  await until('the first host sees both adults', () => heron.staff?.staffHere.length === 2);
  await until('and so does the second', () => wren.staff?.staffHere.length === 2);
  expect((await heron.surely('session:open', { sessionId })).ok).toBe(true);
  await until('the panel is open', () => rowan.room?.session.state === 'open');
});
afterEach(() => it?.close());
afterAll(() => it?.close());

const isPaused = () => rowan.room?.pause === 'too-few-adults';

test('two adults on two hosts are two adults; one who leaves pauses the panel, and coming back lets it go on', async () => {
  const { sessionId, adults } = it.panel;
  expect(rowan.room?.here.adults.map(({ name }) => name)).toEqual(['Heron', 'Wren']);
  const began = performance.now();
  wren.leave();
  await until('the panel is paused', isPaused, PAUSED_WITHIN_MS);
  expect(performance.now() - began).toBeGreaterThan(4_000);
  expect(await heron.surely('room:resume', { sessionId })).toMatchObject({
    refusal: { code: 'needs-two-adults' },
  });
  wren = it.person(adults[1].cookie, sessionId, 1);
  await until('the first host sees them back', () => heron.staff?.adultsNeeded === 0);
  expect((await heron.surely('room:resume', { sessionId })).ok).toBe(true);
});

test('a host that is killed takes its adult with it: the panel pauses within ten seconds, wherever the child is', async () => {
  // Nobody to come back: their phone is gone as well.
  wren.socket.io.reconnection(false);
  const began = performance.now();
  await it.kill(1);
  await until('the panel is paused', isPaused, PAUSED_WITHIN_MS);
  expect(performance.now() - began).toBeGreaterThan(2_000);
});

test('a host that is killed while its adult finds the other host pauses nothing', async () => {
  await it.kill(1);
  await until('the adult is back by the first host', () => wren.socket.connected, 5_000);
  const end = performance.now() + NOT_PAUSED_FOR_MS;
  while (performance.now() < end) {
    expect(isPaused()).toBe(false);
    await pause(200);
  }
  expect(heron.staff?.staffHere.length).toBe(2);
});

test('a host that has just started, or cannot hear the others for a while, pauses nothing', async () => {
  const end = performance.now() + NOT_PAUSED_FOR_MS;
  const restarted = it.restart(1);
  let cut: Promise<void> | null = null;
  while (performance.now() < end) {
    expect(isPaused()).toBe(false);
    if (cut === null && performance.now() > end - NOT_PAUSED_FOR_MS / 2) cut = it.redis!.kill();
    await pause(200);
  }
  await restarted;
  await cut;
  await it.redis!.restart();
  await it.busIs('up');
  await until('both adults are seen again', () => heron.staff?.staffHere.length === 2);
  expect(isPaused()).toBe(false);
});

test('hosts that cannot hear each other for long still know who is here: two adults on two hosts keep the panel going, and one who leaves pauses it all the same', async () => {
  const { sessionId, adults } = it.panel;
  await it.redis!.kill();
  await it.busIs('down');
  const end = performance.now() + REDIS_AWAY_MS;
  while (performance.now() < end) {
    expect(isPaused()).toBe(false);
    await pause(200);
  }
  expect(heron.staff?.staffHere.length).toBe(2);
  expect(rowan.room?.here.adults.map(({ name }) => name)).toEqual(['Heron', 'Wren']);

  wren.leave();
  await until('the panel is paused', isPaused, PAUSED_WITHIN_MS);
  expect(await heron.surely('room:resume', { sessionId })).toMatchObject({
    refusal: { code: 'needs-two-adults' },
  });
  wren = it.person(adults[1].cookie, sessionId, 1);
  await until('the first host sees them back', () => heron.staff?.adultsNeeded === 0);
  expect((await heron.surely('room:resume', { sessionId })).ok).toBe(true);

  // A host that is killed meanwhile says no goodbye, and its adult is missed as soon.
  wren.socket.io.reconnection(false);
  await it.kill(1);
  await until('the panel is paused', isPaused, PAUSED_WITHIN_MS);
  await it.restart(1);
  wren = it.person(adults[1].cookie, sessionId, 1);
  await until('both are seen by the new host too', () => wren.staff?.staffHere.length === 2);
  expect((await wren.surely('room:resume', { sessionId })).ok).toBe(true);

  await it.redis!.restart();
  await it.busIs('up');
  const after = performance.now() + NOT_PAUSED_FOR_MS;
  while (performance.now() < after) {
    expect(isPaused()).toBe(false);
    await pause(200);
  }
}, 240_000);
