import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { fingerprint, watchBoard, type BoardWitness } from '../../support/board-witness.ts';
import { count } from '../../support/fault-counts.ts';
import { madeUpPresence, syncMessage } from '../../support/forged-frames.ts';
import { pause } from '../../support/live-person.ts';
import { seeded, type Prng } from '../../support/prng.ts';
import { answeredOrGone, knockFeed } from '../../support/raw-doors.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const chance = seeded('B4 B5');
let house: UnderFault;
let witness: BoardWitness;

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: 4, leavesEach: 5 }] });
  witness = await watchBoard(house.host, house.room.boardId, house.room.chair.cookie);
});
afterAll(async () => {
  witness?.leave();
  await house?.close();
});

/** Members and staff alike: on a board's feed nobody is a writer. */
const anybody = (): string =>
  chance.pick([house.room.chair.cookie, ...house.room.seats.map(({ cookie }) => cookie)]);

async function sendAll(messages: readonly Uint8Array[]): Promise<void> {
  const { host, room } = house;
  for (let from = 0; from < messages.length; from += 20) {
    const socket = await knockFeed(host.url, room.boardId, { cookie: anybody() });
    for (const payload of messages.slice(from, from + 20)) socket.sendFrame({ payload });
    socket.sendFrame({ payload: syncMessage(0, Uint8Array.of(0)) });
    await answeredOrGone(socket);
    socket.drop();
  }
}

/** One change under somebody else's client id, at that client's next clock or far beyond it. */
function spoofed(chance: Prng): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(witness.doc));
  doc.clientID = chance.pick([...doc.store.clients.keys(), witness.doc.clientID]);
  const made: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => made.push(update));
  const [leaves, branches] = [doc.getMap('leaves'), doc.getMap('branches')];
  const leafId = chance.pick([...leaves.keys()]);
  doc.transact(() => {
    const leaf = leaves.get(leafId);
    switch (chance.between(0, 5)) {
      case 0:
        return leaf instanceof Y.Map && leaf.set('content', { form: 'words', text: 'Put in' });
      case 1:
        return leaves.delete(leafId);
      case 2:
        return leaf instanceof Y.Map && leaf.set('alias', 'rowan');
      case 3:
        return branches.forEach((_, id) => branches.delete(id));
      case 4:
        return leaves.set(`forged${chance.between(0, 9)}`, new Y.Map([['kind', 'idea']]));
      default:
        return doc.getMap('meta').set('layout', chance.between(0, 9));
    }
  });
  const update = made[0] ?? new Uint8Array();
  return syncMessage(chance.pick([1, 2] as const), update);
}

test('B4 changes under another client’s id are not applied and not passed on', async () => {
  const { host, room } = house;
  const before = await fingerprint(host, room.boardId);
  const variants = Array.from({ length: lane.spoofed.variants }, () => spoofed(chance));
  await sendAll(variants);
  count({ badInputs: variants.length });
  expect(await fingerprint(host, room.boardId)).toBe(before);
  expect(witness.heard).toBe(0);
  const newcomer = await watchBoard(host, room.boardId, anybody());
  expect(newcomer.doc.toJSON()).toEqual(witness.doc.toJSON());
  newcomer.leave();
  await house.stands(0);
});

test('B5 presence that somebody made up is told to nobody: not another’s name, not ghosts, not a state too large', async () => {
  const { heard, tooLarge } = madeUpPresence(witness.doc.clientID);
  const forged = [...heard, tooLarge];
  // Each alone: one that is too large ends its line, and the next would not be tried.
  for (const message of forged) await sendAll([message]);
  await pause(100);
  count({ badInputs: forged.length });
  expect(witness.presences).toEqual([]);
  await house.stands(0);
});
