import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { startHost, type Host } from './support/host.ts';
import { until } from './support/live-person.ts';
import { plantRooms, type PlantedRoom } from './support/planted-rooms.ts';

let folder: string;
let host: Host;
let room: PlantedRoom;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'canopy-stock-'));
  const [planted] = await plantRooms(folder, [{ seats: 1, leavesEach: 3 }]);
  if (planted === undefined) throw new Error('no room was planted');
  room = planted;
  host = await startHost({ dataDir: folder, env: { CANOPY_DEMO: 'off' } });
});
afterAll(async () => {
  await host?.stop();
  await rm(folder, { recursive: true, force: true });
});

/**
 * y-websocket as it comes from npm, with every setting at its own default. The socket beneath it only
 * adds the two lines a browser adds by itself: where its page is from, and the cookies it keeps.
 */
function provider(cookie: string): { doc: Y.Doc; feed: WebsocketProvider; statuses: string[] } {
  class BrowserSocket extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { origin: host.url, cookie } });
    }
  }
  const doc = new Y.Doc();
  const statuses: string[] = [];
  const feed = new WebsocketProvider(
    `${host.url.replace('http', 'ws')}/boards`,
    room.boardId,
    doc,
    {
      WebSocketPolyfill: BrowserSocket as unknown as typeof globalThis.WebSocket,
    },
  );
  feed.on('status', ({ status }) => statuses.push(status));
  return { doc, feed, statuses };
}

test('a provider straight from npm joins a board with a cookie and reads it whole', async () => {
  const { doc, feed } = provider(room.seats[0]?.cookie ?? '');
  await until('it has synced', () => feed.synced);
  expect(doc.getMap('leaves').size).toBe(3);
  expect([...doc.getMap('branches').keys()].sort()).toEqual([...room.branches].sort());
  feed.destroy();
});

test.each([
  ['without a cookie', ''],
  ['with one that nobody was given', 'canopy-seat=made-up'],
])('%s it is refused before the handshake completes', async (_how, cookie) => {
  const answer = new Promise<number>((refused) => {
    const socket = new WebSocket(`${host.url.replace('http', 'ws')}/boards/${room.boardId}`, {
      headers: { origin: host.url, cookie },
    });
    socket.on('unexpected-response', (_asked, { statusCode }) => refused(statusCode ?? 0));
    socket.on('open', () => refused(101));
  });
  expect(await answer).toBe(401);

  const { doc, feed, statuses } = provider(cookie);
  let turnedAway = 0;
  feed.on('connection-error', () => (turnedAway += 1));
  await until('it was turned away twice', () => turnedAway > 1);
  expect(statuses).not.toContain('connected');
  expect(doc.getMap('leaves').size).toBe(0);
  feed.destroy();
});
