import { randomBytes } from 'node:crypto';
import { makeId } from '@canopy/domain';
import { PROTOCOL_VERSION, SOCKET_PATH } from '@canopy/protocol';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestHost, type TestHost } from '../../../realtime/src/testing/test-host.ts';
import {
  goTo,
  makeSeat,
  makeSession,
  makeStaff,
} from '../../../realtime/src/testing/test-people.ts';
import { openLive, seatAuth, type Reply } from './live-line.ts';
import { until } from './schedule.ts';

// The bench writes socket.io's frames by hand. It measures nothing unless a host cannot tell the
// difference, so both are held against one host.

let host: TestHost;
let sessionId: string;
let boardId: string;
const cookies: string[] = [];

beforeAll(async () => {
  host = await startTestHost();
  const chair = await makeStaff(host.house, 'chair');
  const session = await makeSession(host.house, chair);
  ({ sessionId } = session);
  for (const alias of ['rowan', 'oak'] as const)
    cookies.push((await makeSeat(host.house, session, alias, chair)).cookie);
  ({ boardId } = await goTo(host.house, chair, session, 'board'));
});
afterAll(() => host.stop());

const commands = (): [string, object][] => {
  const intentId = makeId((n) => randomBytes(n));
  const leaf = { kind: 'idea', content: { form: 'words', text: 'Tŷ cynnes — “warm”' }, lang: 'cy' };
  return [
    ['leaf:place', { intentId, boardId, leaf, branchId: null }],
    ['leaf:move', { intentId, boardId: 'nobody’s' }],
    ['reaction:send', { sessionId, code: '1f44d', leafId: null }],
  ];
};

/** What a person sees: each event's name in order, and the replies without their random ids. */
type Seen = { events: string[]; replies: unknown[] };

const withoutIds = (reply: unknown): unknown =>
  JSON.parse(JSON.stringify(reply).replace(/"[a-z0-9]{20}"/g, '"id"'));

async function byHand(cookie: string): Promise<Seen> {
  const events: string[] = [];
  const line = await openLive({
    url: host.url,
    headers: { origin: host.url, cookie },
    auth: seatAuth(sessionId),
    heard: (name, json) => events.push(`${name} ${keysOf(JSON.parse(json()) as unknown[])}`),
  });
  const replies: unknown[] = [];
  await until('the room', () => events.length >= 2, 5_000);
  for (const [name, input] of commands())
    replies.push(
      withoutIds(await new Promise<Reply>((answered) => line.say(name, input, answered))),
    );
  line.drop();
  return { events: events.slice(0, 2), replies };
}

async function byTheBook(cookie: string): Promise<Seen> {
  const events: string[] = [];
  const socket = io(host.url, {
    path: SOCKET_PATH,
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie, origin: host.url },
    auth: { version: PROTOCOL_VERSION, sessionId, as: 'seat' },
  });
  socket.onAny((...said: unknown[]) => events.push(`${String(said[0])} ${keysOf(said)}`));
  const replies: unknown[] = [];
  await until('the room', () => events.length >= 2, 5_000);
  for (const [name, input] of commands())
    replies.push(withoutIds(await socket.emitWithAck(name, input)));
  socket.close();
  return { events: events.slice(0, 2), replies };
}

const keysOf = ([, view]: unknown[]): string => Object.keys(view as object).join(' ');

describe('the thin live socket', () => {
  test('says and hears what the whole client does, accents and all', async () => {
    const [rowan = '', oak = ''] = cookies;
    const thin = await byHand(rowan);
    expect(thin).toEqual(await byTheBook(oak));
    expect(thin.replies).toMatchObject([
      { ok: true },
      { ok: false, refusal: { code: 'bad-input' } },
      { ok: true },
    ]);
  });

  test('is refused with the word the whole client is refused with', async () => {
    const asked = openLive({
      url: host.url,
      headers: { origin: host.url, cookie: 'canopy-seat=nobody' },
      auth: seatAuth(sessionId),
    });
    await expect(asked).rejects.toThrow('not-signed-in');
  });

  test('outlives a ping, which a socket that forgot to answer would not', async () => {
    const line = await openLive({
      url: host.url,
      headers: { origin: host.url, cookie: cookies[0] ?? '' },
      auth: seatAuth(sessionId),
    });
    let gone = false;
    void line.closed.then(() => (gone = true));
    // Pings come every 4 s and are waited for another 4.
    await new Promise((resolve) => setTimeout(resolve, 9_000));
    expect(gone).toBe(false);
    line.drop();
  });
});
