import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepBusy } from '../../support/busy-hands.ts';
import { pause, until } from '../../support/live-person.ts';
import { seeded } from '../../support/prng.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const { forMs, resetEveryMs, silentMs, perSecond } = lane.badLine;
const chance = seeded('N1 to N6');
const lines: TcpProxy[] = [];
let house: UnderFault;

/** What a line does while everybody writes over it. */
type Hurt = (line: TcpProxy) => Promise<void>;

const whileOn =
  (toxic: Parameters<TcpProxy['add']>[0], ms: number): Hurt =>
  async (line) => {
    const cure = line.add(toxic);
    await pause(ms);
    cure();
  };
const resetAgainAndAgain: Hurt = async (line) => {
  for (let ms = 0; ms < forMs; ms += resetEveryMs) {
    await pause(resetEveryMs);
    line.add({ kind: 'down' })();
  }
};

const badLines: [title: string, hurt: Hurt][] = [
  ['N1 300 ms late, give or take 200', whileOn({ kind: 'latency', ms: 300, jitterMs: 200 }, forMs)],
  ['N2 20 kB a second', whileOn({ kind: 'bandwidth', bytesPerSecond: 20_000 }, forMs)],
  ['N3 in pieces of 1 to 7 bytes', whileOn({ kind: 'slicer', bytes: 7, leastBytes: 1 }, forMs)],
  ['N4 reset again and again', resetAgainAndAgain],
  ['N5 a black hole', whileOn({ kind: 'timeout', ms: 0 }, silentMs)],
  ['N6 heard and not hearing', whileOn({ kind: 'timeout', ms: 0, way: 'to-server' }, silentMs)],
];

beforeAll(async () => {
  house = await UnderFault.open({ rooms: badLines.map(() => ({ seats: 4 })) });
});
afterAll(async () => {
  await house?.close();
  for (const line of lines) await line.stop();
});

// Side by side, each in a room of its own: they wait most of the time.
test.concurrent.for(badLines.map(([title, hurt], n) => ({ title, hurt, n })))(
  '$title: all boards are one, nothing is lost, nothing is there twice',
  async ({ hurt, n }) => {
    const room = house.rooms[n];
    if (room === undefined) throw new Error('a line without a room');
    const line = await startTcpProxy(house.host.port, n + 1);
    lines.push(line);
    // One has a good line, so that there is always news for those who have not.
    const by = (seat: number): string => (seat === 0 ? house.host.url : line.url);
    const seats = await house.seat(room, by);
    expect(line.connections, 'a socket and a feed each').toBe((seats.length - 1) * 2);
    const busy = keepBusy(seats, room.branches, { perSecond, chance });
    await hurt(line);
    await until('all are back', () => seats.every(({ isUp }) => isUp), 30_000);
    await busy.stop();
    await house.judge(room, seats);
    await house.stands(1);
  },
);
