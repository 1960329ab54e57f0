import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepBusy } from '../../support/busy-hands.ts';
import { pause, until } from '../../support/live-person.ts';
import { seeded } from '../../support/prng.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const { forMs, times } = lane.asleep;
const WRITTEN_OFFLINE = 12;
const chance = seeded('N11');
let house: UnderFault;
let line: TcpProxy;

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: 4 }] });
  line = await startTcpProxy(house.host.port);
});
afterAll(async () => {
  await house?.close();
  await line?.stop();
});

test('N11 a phone that sleeps: what was written on it without a line arrives once, also past a host that was replaced', async () => {
  const seats = await house.seat(house.room, (n) => (n === 0 ? line.url : house.host.url));
  const [sleeper, ...others] = seats;
  if (sleeper === undefined) throw new Error('nobody to sleep');
  for (let time = 0; time < times; time += 1) {
    const wake = line.add({ kind: 'down' });
    await until('the line is gone', () => !sleeper.isConnected);
    const busy = keepBusy(others, house.room.branches, { perSecond: 3, chance });
    const written = Array.from({ length: WRITTEN_OFFLINE }, (_, n) =>
      sleeper.post({ do: 'place', text: `Offline ${time}.${n}`, branchId: null }),
    );
    await pause(forMs / 2);
    await house.host.restart();
    await pause(forMs / 2);
    await busy.stop();
    expect(sleeper.unsent).toBe(WRITTEN_OFFLINE);
    wake();
    const outcomes = (await Promise.all(written)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(outcomes.map(() => 'acknowledged'));
    await until('everybody is there', () => seats.every(({ isUp }) => isUp), 20_000);
  }
  await house.judge(house.room, seats);
  await house.stands(times);
});
