import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { budgetMs } from '../../support/crowded-machine.ts';
import { count } from '../../support/fault-counts.ts';
import { LIVE_TARGET } from '../../support/raw-doors.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const { sockets: many, cap } = lane.idle;
/** Ten seconds, and what a machine at work needs to notice. */
const CLOSED_WITHIN_MS = 13_000;
let house: UnderFault;
const opened: Socket[] = [];

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [], env: { CANOPY_SOCKETS_PER_ADDRESS: String(cap) } });
});
afterAll(async () => {
  for (const socket of opened) socket.destroy();
  await house?.close();
});

/** From an address of their own, so that what is capped is them and not everybody. */
function openFrom(
  localAddress: string,
  greeting: string,
): Promise<{ answer: string; closed: Promise<void> }> {
  const socket = connect({ port: house.host.port, host: '127.0.0.1', localAddress });
  opened.push(socket);
  const closed = new Promise<void>((gone) => socket.once('close', () => gone()));
  socket.on('error', () => socket.destroy());
  return new Promise((ready) => {
    const done = (answer: string): void => ready({ answer, closed });
    socket.once('connect', () => {
      if (greeting === '') return done('');
      socket.write(greeting);
      if (!greeting.endsWith('\r\n\r\n')) done('');
    });
    socket.on('data', (bytes) => done(bytes.toString('latin1')));
    socket.once('close', () => done('closed'));
  });
}

const upgrade = (target: string): string =>
  [
    `GET ${target} HTTP/1.1`,
    `Host: 127.0.0.1:${house.host.port}`,
    `Origin: http://127.0.0.1:${house.host.port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    '\r\n',
  ].join('\r\n');

const idlers: [kind: string, greeting: () => string][] = [
  ['that say nothing at all', () => ''],
  ['that never finish asking', () => 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '],
  ['that open a live socket and do not say who they are', () => upgrade(LIVE_TARGET)],
];

// Side by side, each from an address of its own: ten seconds are waited once.
test.concurrent.for(idlers.map(([kind, greeting], n) => ({ kind, greeting, n })))(
  'B15 sockets $kind: others come in meanwhile, and all of them are closed in ten seconds',
  async ({ greeting, n }) => {
    const from = performance.now();
    const opening = [];
    for (let socket = 0; socket < many; socket += 1)
      opening.push(openFrom(`127.0.0.${9 + n}`, greeting()));
    const idle = await Promise.all(opening);
    const upgraded = idle.filter(({ answer }) => answer.startsWith('HTTP/1.1 101'));
    expect(upgraded.length, 'no more than one address may hold').toBeLessThanOrEqual(cap);
    await house.stands(0);
    await Promise.all(idle.map(({ closed }) => closed));
    expect(performance.now() - from).toBeLessThan(budgetMs(CLOSED_WITHIN_MS));
    count({ badInputs: many });
    await house.stands(0);
  },
);
