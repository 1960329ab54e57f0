import { afterAll, beforeAll, expect, test } from 'vitest';
import { crashFrames } from '../../support/crash-frames.ts';
import { count } from '../../support/fault-counts.ts';
import { pause } from '../../support/live-person.ts';
import { enterLive, knockFeed, knockLive } from '../../support/raw-doors.ts';
import type { RawSocket } from '../../support/raw-ws.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

let house: UnderFault;
beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: 1 }] });
});
afterAll(() => house?.close());

const cookie = (): string => house.room.seats[0]?.cookie ?? '';
const { times } = lane.frames;

const doors: [door: string, knock: () => Promise<RawSocket>][] = [
  ['the live socket, from nobody', () => knockLive(house.host.url, {})],
  [
    'the live socket, from a member who is in',
    () => enterLive(house.host.url, { cookie: cookie(), sessionId: house.room.sessionId }),
  ],
  ['the board feed', () => knockFeed(house.host.url, house.room.boardId, { cookie: cookie() })],
];

test.each(doors)(
  'B1 on %s none of the twelve frames that ended others does any harm',
  async (_door, knock) => {
    for (let time = 0; time < times; time += 1)
      for (const frame of crashFrames) {
        const socket = await knock();
        expect(socket.status, frame.name).toBe(101);
        frame.send(socket);
        await pause(10);
        socket.drop();
        expect((await fetch(`${house.host.url}/ping`)).status, frame.name).toBe(200);
      }
    count({ badInputs: times * crashFrames.length });
    await house.stands(0);
  },
);
