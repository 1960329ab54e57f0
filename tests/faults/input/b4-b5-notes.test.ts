import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { createAuth } from '@canopy/auth';
import { makeId } from '@canopy/domain';
import { CLOSE } from '@canopy/protocol';
import { openStore } from '@canopy/storage';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { count } from '../../support/fault-counts.ts';
import { madeUpPresence, syncMessage } from '../../support/forged-frames.ts';
import { pause, until } from '../../support/live-person.ts';
import { notesFingerprint, watchNotes, type NotesWitness } from '../../support/notes-witness.ts';
import { seeded } from '../../support/prng.ts';
import { connectRaw, type RawSocket } from '../../support/raw-ws.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const chance = seeded('B4 B5 notes');
let house: UnderFault;
let heron: NotesWitness;
let wren: NotesWitness;
let attacker = '';

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: 1 }] });
  const { host, room } = house;
  attacker = await someStaff();
  heron = await watchNotes(host, room.sessionId, room.chair.cookie);
  wren = await watchNotes(host, room.sessionId, await someStaff());
  await heron.writes('What Heron noted. ');
  await wren.writes('What Wren noted.');
  await until('both read both', () => heron.text === wren.text && heron.heard > 0);
});
afterAll(async () => {
  heron?.leave();
  wren?.leave();
  await house?.close();
});

/** Somebody who may write in these notes: the one door at which a forger is let in. */
async function someStaff(): Promise<string> {
  const store = await openStore({ file: path.join(house.host.dataDir, 'canopy.db') });
  try {
    const id = makeId((n) => randomBytes(n));
    await store.staff.add({
      id,
      email: `${id}@canopy.example`,
      name: 'Wren',
      role: 'chair',
      approvedForChildren: false,
      groupIds: [],
      disabledAt: null,
      createdAt: Date.now(),
      passwordHash: 'none',
    });
    const { token } = await createAuth({ store, clock: Date.now, randomBytes }).signIn(id);
    return `canopy-staff=${token}`;
  } finally {
    await store.close();
  }
}

const knock = (cookie: string): Promise<RawSocket> =>
  connectRaw(`${house.host.url}/notes/${house.room.sessionId}`, {
    headers: { Origin: house.host.url, Cookie: cookie },
  });

/** Sends one message on a line of its own, and gives the code it was ended with. */
async function endedWith(message: Uint8Array): Promise<number | undefined> {
  const socket = await knock(attacker);
  socket.sendFrame({ payload: message });
  await until('it was hung up on', () => socket.closeCode);
  socket.drop();
  return socket.closeCode;
}

/** Sends one message on a line of its own, and then asks for the notes as an honest browser does. */
async function answersAfter(message: Uint8Array): Promise<void> {
  const socket = await knock(attacker);
  socket.sendFrame({ payload: message });
  socket.sendFrame({ payload: syncMessage(0, Uint8Array.of(0)) });
  await until('the line goes on', () => socket.received.some(({ payload }) => payload[0] === 0));
  socket.drop();
}

/** Words under an id that is not this connection's: another's, or one that nobody was given. */
function spoofed(): Uint8Array {
  const state = Y.encodeStateAsUpdate(heron.doc);
  const doc = new Y.Doc();
  // A forger who has read the notes, and one who has not.
  if (chance.chance(0.7)) Y.applyUpdate(doc, state);
  const known = [...heron.doc.store.clients.keys()];
  doc.clientID = chance.pick([...known, wren.doc.clientID, 1_000_000 + chance.between(0, 1_000)]);
  const made: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => made.push(update));
  const text = doc.getText('notes');
  const at = (): number => chance.between(0, text.length);
  // Their next words, or words far ahead of theirs.
  for (let skip = chance.between(0, 3); skip > 0; skip -= 1) text.insert(at(), 'skipped');
  made.length = 0;
  switch (chance.between(0, 3)) {
    case 0:
      doc.transact(() => {
        if (text.length > 1) text.delete(0, 1);
        text.insert(0, 'Put in');
      });
      break;
    case 1:
      doc.getMap('meta').set('signed', 'Heron');
      break;
    case 2:
      text.insert(at(), 'Put in', { bold: true });
      break;
    default:
      text.insert(at(), 'PUT IN THEIR MOUTH');
  }
  const forged = made[0] ?? new Uint8Array();
  return syncMessage(2, chance.chance(0.25) ? Y.mergeUpdates([own(state), forged]) : forged);
}

/** A word of one's own, for the forged one to hide behind. */
function own(state: Uint8Array): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  doc.clientID = 2_000_000;
  const made: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => made.push(update));
  doc.getText('notes').insert(0, 'own');
  return made[0] ?? new Uint8Array();
}

async function nothingChanged(work: () => Promise<void>): Promise<void> {
  const { host, room } = house;
  const [before, text, heard] = [
    await notesFingerprint(host, room.sessionId),
    heron.text,
    heron.heard,
  ];
  await work();
  await pause(100);
  expect(await notesFingerprint(host, room.sessionId)).toBe(before);
  expect([heron.text, wren.text, heron.heard]).toEqual([text, text, heard]);
  expect([heron.connected, wren.connected]).toEqual([true, true]);
  const newcomer = await watchNotes(host, room.sessionId, attacker);
  expect(newcomer.text).toBe(text);
  newcomer.leave();
}

test('B4 words under another’s id are not written into the staff notes and not passed on; whoever sends them is cut off', async () => {
  const variants = Array.from({ length: lane.spoofed.variants }, spoofed);
  await nothingChanged(async () => {
    for (const message of variants) expect(await endedWith(message)).toBe(CLOSE.unreadable);
  });
  count({ badInputs: variants.length });
  await wren.writes(' And on.');
  await until('honest words go on', () => heron.text.endsWith(' And on.'));
  await house.stands(0);
});

test('B5 presence that somebody made up on the notes is told to nobody, and the host counts only who is really there', async () => {
  const { heard, tooLarge } = madeUpPresence(wren.doc.clientID);
  await nothingChanged(async () => {
    for (const message of heard) await answersAfter(message);
    expect(await endedWith(tooLarge)).toBe(1009);
  });
  count({ badInputs: heard.length + 1 });
  expect([heron.presences, wren.presences]).toEqual([[], []]);
  // Heron, Wren and at most the forger.
  expect(Math.max(...heron.here)).toBe(3);
  await until('the forger is gone', () => heron.here.at(-1) === 2);
  await house.stands(0);
});
