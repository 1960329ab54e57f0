import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { count } from '../../support/fault-counts.ts';
import { LIVE_TARGET } from '../../support/raw-doors.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const { sockets: many, cap } = lane.idle;
/** Ten seconds, and what a machine at work needs to notice. */
const CLOSED_WITHIN_MS = 13_000;
let house: UnderFault;
let opened: Socket[] = [];

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [], env: { CANOPY_SOCKETS_PER_ADDRESS: String(cap) } });
});
afterEach(() => {
  for (const socket of opened) socket.destroy();
  opened = [];
});
afterAll(() => house?.close());

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

test.each(idlers)(
  'B15 sockets %s: others come in meanwhile, and all of them are closed in ten seconds',
  async (_kind, greeting) => {
    const from = performance.now();
    const idle = [];
    for (let n = 0; n < many; n += 1) idle.push(openFrom('127.0.0.9', greeting()));
    const answers = await Promise.all(idle);
    const upgraded = answers.filter(({ answer }) => answer.startsWith('HTTP/1.1 101'));
    expect(upgraded.length, 'no more than one address may hold').toBeLessThanOrEqual(cap);
    await house.stands(0);
    await Promise.all(answers.map(({ closed }) => closed));
    expect(performance.now() - from).toBeLessThan(CLOSED_WITHIN_MS + many);
    count({ badInputs: many });
    await house.stands(0);
  },
);
