import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { fingerprint } from '../../support/board-witness.ts';
import { count } from '../../support/fault-counts.ts';
import { syncMessage } from '../../support/forged-frames.ts';
import { cpuMsOf } from '../../support/process-cost.ts';
import { knockFeed } from '../../support/raw-doors.ts';
import { encodeFrame } from '../../support/raw-ws.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

/** Reliability 8: 50 ms; a stock server spent 12.3 s on as many. Twice that, for a machine at work. */
const CPU_MS = 100;
const { updates } = lane.gaps;
let house: UnderFault;

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: 1 }] });
});
afterAll(() => house?.close());

/** Small changes that all wait for one that never comes. */
function withTheFirstMissing(): Uint8Array[] {
  const doc = new Y.Doc();
  const made: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => made.push(update));
  const text = doc.getText('t');
  for (let n = 0; n <= updates; n += 1) text.insert(n, 'x');
  return made.slice(1);
}

test('B3 a flood of updates with a gap before them: hung up on, for next to no processor time', async () => {
  const { host, room } = house;
  const before = await fingerprint(host, room.boardId);
  const frames = withTheFirstMissing().map((update) => encodeFrame({ payload: syncMessage(2, update) })); // prettier-ignore
  const cookie = room.seats[0]?.cookie ?? '';
  const socket = await knockFeed(host.url, room.boardId, { cookie });
  expect(socket.status).toBe(101);
  const beforeMs = cpuMsOf(host.pid);
  socket.sendBytes(Buffer.concat(frames));
  await socket.closed;
  expect(cpuMsOf(host.pid) - beforeMs).toBeLessThan(CPU_MS);
  count({ badInputs: updates });
  expect(await fingerprint(host, room.boardId)).toBe(before);
  await house.stands(0);
});
