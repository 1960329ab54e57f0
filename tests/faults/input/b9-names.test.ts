import { afterAll, beforeAll, expect, test } from 'vitest';
import { count } from '../../support/fault-counts.ts';
import { FormClient } from '../../support/form-client.ts';
import { pause } from '../../support/live-person.ts';
import { askRaw, enterLive, knockFeed, knockLive, say, textsOf } from '../../support/raw-doors.ts';
import { UnderFault } from '../../support/under-fault.ts';

/** Names that are something else to a program than to a person. */
const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  '../',
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '%',
  '%E0%A4%A',
  ' ',
  '',
  'null',
  'undefined',
  'error',
  'disconnect',
  'connection',
  'newListener',
  '\u202Eevil',
  'x'.repeat(5_000),
] as const;
let house: UnderFault;

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: 2 }] });
});
afterAll(() => house?.close());

const cookie = (): string => house.room.seats[0]?.cookie ?? '';
/** As it may stand in a line of HTTP. */
const asPath = (name: string): string =>
  /^[\x21-\x7e]*$/.test(name) ? name : encodeURIComponent(name);

test('B9 a board by such a name is not there, for the feed, its state and its pages', async () => {
  const { url } = house.host;
  for (const name of NAMES) {
    const socket = await knockFeed(url, asPath(name), { cookie: cookie() });
    expect(socket.status, name).toBe(404);
    socket.drop();
    const told = { headers: { cookie: cookie(), 'sec-fetch-site': 'same-origin' } };
    for (const path of [
      `/boards/${asPath(name)}/state?epoch=1`,
      `/session/${asPath(name)}`,
      `/join/${asPath(name)}`,
      `/seat/${asPath(name)}`,
      `/said-and-done/${asPath(name)}`,
    ]) {
      const { status } = await fetch(`${url}${path}`, { ...told, redirect: 'manual' });
      expect(status, path).toBeLessThan(500);
    }
  }
  count({ badInputs: NAMES.length * 6 });
  await house.stands(0);
});

test('B9 an event by such a name is nobody’s, and the line goes on', async () => {
  const { url } = house.host;
  const { sessionId } = house.room;
  for (const name of NAMES) {
    const socket = await enterLive(url, { cookie: cookie(), sessionId });
    say(socket, `42${JSON.stringify([name, { a: 1 }])}`);
    say(socket, `421${JSON.stringify([name, {}, 'x'])}`);
    say(socket, `42${JSON.stringify([{ name }])}`);
    await pause(5);
    socket.drop();
  }
  const { seats } = house.room;
  const honest = await enterLive(url, { cookie: seats[1]?.cookie ?? '', sessionId });
  const asked = await askRaw(honest, 7, 'leaf:withdraw', {});
  expect(asked).toEqual({ ok: false, refusal: { code: 'bad-input', field: 'intentId' } });
  honest.drop();
  count({ badInputs: NAMES.length * 3 });
  await house.stands(0);
});

test('B9 a session or a namespace by such a name lets nobody in', async () => {
  // The empty namespace is the one everybody uses.
  for (const name of NAMES.filter((each) => each !== '')) {
    for (const packet of [
      `40${JSON.stringify({ version: 1, sessionId: name })}`,
      `40/${name},${JSON.stringify({ version: 1, sessionId: house.room.sessionId })}`,
      `40${JSON.stringify({ version: name, sessionId: { [name]: name } })}`,
    ]) {
      const socket = await knockLive(house.host.url, { cookie: cookie() });
      say(socket, packet);
      await pause(5);
      expect(
        textsOf(socket).some((text) => /^40\{"sid"/.test(text)),
        packet,
      ).toBe(false);
      socket.drop();
    }
  }
  count({ badInputs: NAMES.length * 3 });
  await house.stands(0);
});

const refusedPlainly = (error: unknown): void =>
  expect(String(error)).toMatch(/was answered 4\d\d/);

test('B9 a picture, a code or a sign-in by such a name is refused like any that is wrong', async () => {
  const { url } = house.host;
  for (const name of NAMES) {
    const phone = new FormClient(url);
    await phone.get(`/join/${house.room.joinToken}`);
    // Sent back to choose again, or refused; never seated.
    await phone.post('/come-in/promise', { name }).catch(refusedPlainly);
    expect(() => phone.cookie('canopy-seat'), name).toThrow();
    await phone.post('/join', { code: name }).catch(refusedPlainly);
  }
  count({ badInputs: NAMES.length * 2 });
  await house.stands(0);
});
