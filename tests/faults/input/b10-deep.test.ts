import { afterAll, beforeAll, expect, test } from 'vitest';
import { count } from '../../support/fault-counts.ts';
import { pause } from '../../support/live-person.ts';
import { enterLive, knockLive, say } from '../../support/raw-doors.ts';
import { UnderFault } from '../../support/under-fault.ts';

const DEPTHS = [5_000, 7_000, 20_000];
let house: UnderFault;

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: 1 }] });
});
afterAll(() => house?.close());

const nested = (open: string, close: string, depth: number): string =>
  `${open.repeat(depth)}1${close.repeat(depth)}`;
const shapes = (depth: number): string[] => [
  nested('[', ']', depth),
  nested('{"a":', '}', Math.floor(depth / 3)),
  nested('[{"__proto__":', '}]', Math.floor(depth / 8)),
];

test('B10 something nested thousands deep, from nobody, from a member, in a form and in a body: no harm', async () => {
  const { host, room } = house;
  const cookie = room.seats[0]?.cookie ?? '';
  const inside = { boardId: room.boardId, intentId: 'i'.repeat(20) };
  let tried = 0;
  for (const depth of DEPTHS)
    for (const shape of shapes(depth)) {
      const packets = [
        `42["leaf:place",${shape}]`,
        `421["leaf:place",${JSON.stringify({ ...inside, leaf: 0 }).replace('0}', `${shape}}`)}]`,
        `42${shape}`,
        `40${shape}`,
        `451-["leaf:place",${shape}]`,
      ];
      for (const packet of packets) {
        const member = await enterLive(host.url, { cookie, sessionId: room.sessionId });
        const nobody = await knockLive(host.url, {});
        for (const socket of [member, nobody]) say(socket, packet);
        await pause(5);
        for (const socket of [member, nobody]) socket.drop();
        tried += 2;
      }
      for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain']) {
        const answer = await fetch(`${host.url}/join`, {
          method: 'POST',
          headers: { origin: host.url, 'content-type': type },
          body: `code=${shape}`,
          redirect: 'manual',
        });
        expect(answer.status).toBeLessThan(500);
        tried += 1;
      }
    }
  expect((await fetch(`${host.url}/health`)).status).toBe(200);
  count({ badInputs: tried });
  await house.stands(0);
});
