import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { count } from '../../support/fault-counts.ts';
import { residentMiBOf } from '../../support/process-cost.ts';
import { enterLive, knockFeed, knockLive, LIVE_TARGET } from '../../support/raw-doors.ts';
import { encodeFrame, type RawSocket } from '../../support/raw-ws.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
/** Nothing near what was sent may stay: ten MiB at a time were tried. */
const GROWTH_MIB = 48;
let house: UnderFault;

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: 1 }] });
});
afterAll(() => house?.close());

const cookie = (): string => house.room.seats[0]?.cookie ?? '';
const text = (length: number): Buffer => encodeFrame({ opcode: 1, payload: 'x'.repeat(length) });

const tooMuch: [what: string, bytes: () => Buffer][] = [
  ['64 KiB and one', () => text(64 * KIB + 1)],
  ['10 MiB', () => text(10 * MIB)],
  ['a header that claims 200 MiB', () => encodeFrame({ claimedLength: 200 * MIB, payload: 'x' })],
  ['a header that claims more than there are numbers for', () => encodeFrame({ claimedLength: Number.MAX_SAFE_INTEGER, payload: 'x' })], // prettier-ignore
  [
    'a message in 200,000 fragments',
    () => {
      const next = encodeFrame({ fin: false, opcode: 0, payload: 'x' });
      const first = encodeFrame({ fin: false, opcode: 1, payload: 'x' });
      return Buffer.concat([first, ...Array<Buffer>(200_000).fill(next)]);
    },
  ],
];

const doors: [door: string, knock: () => Promise<RawSocket>][] = [
  ['the live socket, from nobody', () => knockLive(house.host.url, {})],
  [
    'the live socket, from a member',
    () => enterLive(house.host.url, { cookie: cookie(), sessionId: house.room.sessionId }),
  ],
  ['the board feed', () => knockFeed(house.host.url, house.room.boardId, { cookie: cookie() })],
];

test.each(doors)(
  'B6 %s hangs up on what is too large, and keeps none of it',
  async (_door, knock) => {
    const before = residentMiBOf(house.host.pid);
    for (let time = 0; time < lane.oversize.times; time += 1)
      for (const [what, bytes] of tooMuch) {
        const socket = await knock();
        expect(socket.status, what).toBe(101);
        socket.sendBytes(bytes());
        const isClosed = await Promise.race([
          socket.closed.then(() => true),
          new Promise((late) => setTimeout(() => late(false), 5_000).unref()),
        ]);
        expect(isClosed, `${what} is hung up on`).toBe(true);
        expect(residentMiBOf(house.host.pid) - before, what).toBeLessThan(GROWTH_MIB);
      }
    count({ badInputs: tooMuch.length * lane.oversize.times });
    await house.stands(0);
  },
);

/** Sends a body, with its length said beforehand or not, and gives the status; 0 = hung up. */
function send(path: string, bytes: number, sayLength: boolean): Promise<number> {
  const { url } = house.host;
  return new Promise((answered) => {
    const asked = request(`${url}${path}`, {
      method: 'POST',
      headers: {
        origin: url,
        cookie: `${cookie()}; canopy-door=${house.room.joinToken}`,
        accept: 'text/html',
        'content-type': 'application/x-www-form-urlencoded',
        ...(sayLength ? { 'content-length': String(bytes) } : {}),
      },
    });
    asked.on('response', (answer) => {
      answer.resume();
      answered(answer.statusCode ?? 0);
    });
    asked.on('error', () => answered(0));
    asked.write('name=');
    asked.end(Buffer.alloc(bytes - 5, 'x'));
  });
}

const forms = ['/join', '/come-in/promise', '/staff/sign-in', '/settings', LIVE_TARGET.replace('websocket', 'polling')]; // prettier-ignore

test.each(forms)(
  'B6 a form to %s that is too large is refused, length said or not',
  async (path) => {
    const before = residentMiBOf(house.host.pid);
    for (const bytes of [256 * KIB + 1, 10 * MIB])
      for (const sayLength of [true, false]) {
        const status = await send(path, bytes, sayLength);
        expect([0, 400, 413], `${bytes} bytes`).toContain(status);
      }
    expect(residentMiBOf(house.host.pid) - before).toBeLessThan(GROWTH_MIB);
    count({ badInputs: 4 });
    await house.stands(0);
  },
);

test('B6 an address or headers that are too large are refused', async () => {
  const { url } = house.host;
  const long = 'a'.repeat(64 * KIB);
  expect((await fetch(`${url}/boards/${house.room.boardId}/state?vector=${long}`)).status).toBe(
    431,
  );
  expect((await fetch(url, { headers: { cookie: long } })).status).toBe(431);
  count({ badInputs: 2 });
  await house.stands(0);
});
