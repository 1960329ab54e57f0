import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { fingerprint, watchBoard, type BoardWitness } from '../../support/board-witness.ts';
import { count } from '../../support/fault-counts.ts';
import { syncMessage } from '../../support/forged-frames.ts';
import { mutateBytes } from '../../support/mutate.ts';
import { seeded } from '../../support/prng.ts';
import { answeredOrGone, knockFeed } from '../../support/raw-doors.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

/** Inside what one reader may say at once: what is refused for its pace alone would try nothing. */
const EACH = 25;
/** Lines at once: most of the time of one is waiting for its answer. */
const LINES = 4;
const { updates } = lane.mutated;
const chance = seeded('B2');
let house: UnderFault;
let witness: BoardWitness;

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: 4, leavesEach: 3 }] });
  const { boardId, chair } = house.room;
  witness = await watchBoard(house.host, boardId, chair.cookie);
});
afterAll(async () => {
  witness?.leave();
  await house?.close();
});

/** Changes as a board's own writer would make them. */
function goodUpdates(): Uint8Array[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(witness.doc));
  const made: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => made.push(update));
  const leaves = doc.getMap('leaves');
  for (const id of [...leaves.keys()]) {
    const leaf = leaves.get(id);
    if (leaf instanceof Y.Map) leaf.set('content', { form: 'words', text: 'Not what was written' });
  }
  doc.getMap('meta').set('layout', 9);
  leaves.set('forged', new Y.Map([['kind', 'idea']]));
  leaves.delete([...leaves.keys()][0] ?? '');
  return [...made, Y.encodeStateAsUpdate(doc)].filter(({ length }) => length < 3_000);
}

test('B2 mutated states asked for over plain http are refused or answered, and never a fault', async () => {
  const { host, room } = house;
  const vector = Y.encodeStateVector(witness.doc);
  let asked = 0;
  for (const { cookie } of room.seats)
    for (let n = 0; n < EACH; n += 1) {
      const bytes = Buffer.from(mutateBytes(vector, chance)).toString('base64url');
      const address = `${host.url}/boards/${room.boardId}/state?vector=${bytes}`;
      const { status } = await fetch(address, { headers: { cookie, origin: host.url } });
      expect([200, 204, 400]).toContain(status);
      asked += 1;
    }
  count({ badInputs: asked });
  await house.stands(0);
});

test('B2 mutated updates and states on the board feed: nothing dies, nothing is changed, nobody hears of it', async () => {
  const { host, room } = house;
  const good = goodUpdates();
  const vector = Y.encodeStateVector(witness.doc);
  const before = await fingerprint(host, room.boardId);
  const cookies = [room.chair.cookie, ...room.seats.map(({ cookie }) => cookie)];
  const mutated = (): Uint8Array => {
    // Mostly whole messages around a broken update; now and then the message is broken too.
    const kind = chance.pick([0, 1, 2, 2] as const);
    const inner = mutateBytes(kind === 0 ? vector : chance.pick(good), chance);
    const whole = syncMessage(kind, inner);
    return chance.chance(0.1) ? mutateBytes(whole, chance) : whole;
  };
  const tryLine = async (cookie: string, payloads: readonly Uint8Array[]): Promise<void> => {
    const socket = await knockFeed(host.url, room.boardId, { cookie });
    expect(socket.status).toBe(101);
    for (const payload of payloads) socket.sendFrame({ payload });
    socket.sendFrame({ payload: syncMessage(0, Uint8Array.of(0)) });
    await answeredOrGone(socket);
    socket.drop();
  };
  for (let sent = 0; sent < updates; sent += EACH * LINES) {
    // All of it made before anything is sent, so that a seed makes the same again.
    const lines = Array.from({ length: LINES }, () =>
      tryLine(chance.pick(cookies), Array.from({ length: EACH }, mutated)),
    );
    await Promise.all(lines);
  }
  count({ badInputs: updates });
  expect(await fingerprint(host, room.boardId)).toBe(before);
  expect([witness.heard, witness.presences]).toEqual([0, []]);
  await house.stands(0);
});
