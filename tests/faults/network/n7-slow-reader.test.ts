import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pause, until } from '../../support/live-person.ts';
import { residentMiBOf } from '../../support/process-cost.ts';
import { encodeFrame } from '../../support/raw-ws.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const { readers, forMs } = lane.slowReader;
/** One such reader cost a stock server 246 MiB (reliability 4.1); here the bound is 1 MiB each and some. */
const GROWTH_MIB = 60;
/** No more than a reader may ask for at once, or it is dropped for that; each answer is the whole board. */
const ASKS = 25;
/** "Give me all of it": sync step 1 with the state of an empty document. */
const STEP_1 = encodeFrame({ payload: Uint8Array.of(0, 0, 1, 0) });
let house: UnderFault;

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: 8, leavesEach: 55 }] });
});
afterAll(() => house?.close());

/** A reader that asks and asks, and takes nothing from the wire. */
async function openSlowReader(cookie: string): Promise<Socket> {
  const { port, url } = house.host;
  const socket = connect({ port, host: 'localhost' });
  socket.on('error', () => socket.destroy());
  const head = [
    `GET /boards/${house.room.boardId} HTTP/1.1`,
    `Host: localhost:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    `Origin: ${url}`,
    `Cookie: ${cookie}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  await new Promise((answered) => socket.once('data', answered));
  socket.pause();
  for (let asked = 0; asked < ASKS; asked += 1) socket.write(STEP_1);
  return socket;
}

/** Reset already, or at its end once what was still on its way is read. */
const isLetGo = (socket: Socket): Promise<boolean> =>
  new Promise((gone) => {
    if (socket.destroyed) return gone(true);
    socket.once('close', () => gone(true)).resume();
    setTimeout(() => gone(false), 3_000).unref();
  });

test('N7 readers that stop reading are dropped above 1 MiB; the others read on, and memory is bounded', async () => {
  const seats = await house.seat();
  const before = residentMiBOf(house.host.pid);
  const [{ cookie } = { cookie: '' }] = house.room.seats;
  const slow: Socket[] = [];
  for (let n = 0; n < readers; n += 1) slow.push(await openSlowReader(cookie));
  let worst = 0;
  const end = performance.now() + forMs;
  for (let step = 0; performance.now() < end; step += 1) {
    // News for everybody: what a reader is behind by is looked at when there is something to send.
    const [seat] = seats;
    if (step < 5) await seat?.post({ do: 'place', text: `News ${step}`, branchId: null });
    // And asked again, no oftener than it may: the kernel alone holds some four MiB for each of them.
    for (const socket of slow) if (socket.writable) socket.write(STEP_1);
    worst = Math.max(worst, residentMiBOf(house.host.pid) - before);
    await pause(250);
  }
  expect(worst, 'memory of readers that do not read').toBeLessThan(GROWTH_MIB);
  expect(await Promise.all(slow.map(isLetGo)), 'all of them were let go').not.toContain(false);
  await until('the others are well', () => seats.every(({ isUp }) => isUp));
  await house.judge(house.room, seats);
  await house.stands(readers);
});
