import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSeat, makeSession, makeStaff, goTo, type TestStaff } from '../testing/test-people.ts';
import { upgrade } from '../testing/raw-frames.ts';
import { startTestHost, type TestHost } from '../testing/test-host.ts';

let it: TestHost;
let chair: TestStaff;
let seatCookie: string;
let boardId: string;
beforeAll(async () => {
  it = await startTestHost();
  chair = await makeStaff(it.house, 'chair');
  const session = await makeSession(it.house, chair);
  ({ cookie: seatCookie } = await makeSeat(it.house, session, 'rowan', chair));
  ({ boardId } = await goTo(it.house, chair, session, 'board'));
});
afterAll(() => it.stop());

const foreign: [string, Record<string, string>][] = [
  ['missing', {}],
  ['null', { Origin: 'null' }],
  ['foreign', { Origin: 'https://evil.example' }],
  ['a longer name', { Origin: 'http://localhost.evil.example' }],
];

describe.each(foreign)('Origin %s', (_what, headers) => {
  test('is refused by a board feed, cookie or not', async () => {
    const got = await upgrade(it.port, `/boards/${boardId}`, { ...headers, Cookie: seatCookie });
    expect(got.status).toBe(403);
  });

  test('is refused by the live socket', async () => {
    const target = '/live/?EIO=4&transport=websocket';
    const got = await upgrade(it.port, target, { ...headers, Cookie: chair.cookie });
    expect(got.status).toBe(403);
  });

  test('is refused by long polling', async () => {
    const response = await fetch(`${it.url}/live/?EIO=4&transport=polling`, {
      headers: { ...headers, cookie: chair.cookie },
    });
    expect(response.status).toBe(403);
  });
});

describe('the doors themselves', () => {
  test('our own origin passes each of them', async () => {
    const headers = { Origin: it.url, Cookie: seatCookie };
    expect((await upgrade(it.port, `/boards/${boardId}`, headers)).status).toBe(101);
    expect((await upgrade(it.port, '/live/?EIO=4&transport=websocket', headers)).status).toBe(101);
    const polling = await fetch(`${it.url}/live/?EIO=4&transport=polling`, {
      headers: { origin: it.url },
    });
    expect(polling.status).toBe(200);
  });

  test('a same-origin GET, on which browsers send no Origin, may begin long polling', async () => {
    const target = `${it.url}/live/?EIO=4&transport=polling`;
    const own = await fetch(target, { headers: { 'sec-fetch-site': 'same-origin' } });
    expect(own.status).toBe(200);
    const cross = await fetch(target, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(cross.status).toBe(403);
  });

  test.each(['/', '/live', '/socket.io/', '/boards', '/boardsx/a'])(
    'no websocket lives at %s',
    async (target) => expect((await upgrade(it.port, target, { Origin: it.url })).status).toBe(404),
  );
});
