import { CLOSE, NOTES_MAX_BYTES } from '@canopy/protocol';
import * as encoding from 'lib0/encoding';
import { afterEach, beforeAll, beforeEach, afterAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { CRASH_FRAMES, encode, upgrade } from '../testing/raw-frames.ts';
import { startTestHost, type TestHost } from '../testing/test-host.ts';
import { closeNotes, openNotesIn, type TestNotes } from '../testing/test-notes.ts';
import {
  act,
  makeSeat,
  makeSession,
  makeStaff,
  newId,
  type TestSession,
  type TestStaff,
} from '../testing/test-people.ts';
import { until } from '../testing/test-socket.ts';

let it: TestHost;
let chair: TestStaff;
let taker: TestStaff;
let session: TestSession;
beforeAll(async () => {
  it = await startTestHost();
  chair = await makeStaff(it.house, 'chair');
});
beforeEach(async () => {
  session = await makeSession(it.house, chair, 'youth');
  taker = await makeStaff(it.house, 'note-taker', { groupIds: [session.groupId] });
});
afterEach(closeNotes);
afterAll(() => it.stop());

const stored = () => it.house.notes.read(session.sessionId);
const enter = async ({ cookie }: TestStaff): Promise<TestNotes> => {
  const notes = openNotesIn(it.url, session.sessionId, { cookie });
  await notes.synced;
  return notes;
};
const knock = (headers: Record<string, string>, sessionId = session.sessionId) =>
  upgrade(it.port, `/notes/${sessionId}`, headers);
const frame = (kind: number, body: Uint8Array): Buffer =>
  encode({
    payload: encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarUint(encoder, kind);
      encoding.writeVarUint8Array(encoder, body);
    }),
  });
/** An update by `clientId` onto the notes as they are. */
const updateBy = async (clientId: number, words: string): Promise<Uint8Array> => {
  const doc = new Y.Doc();
  const state = await it.house.store.notes.load(session.sessionId);
  for (const { update } of state?.log ?? []) Y.applyUpdate(doc, update);
  const before = Y.encodeStateVector(doc);
  doc.clientID = clientId;
  doc.getText('notes').insert(0, words);
  return Y.encodeStateAsUpdate(doc, before);
};

describe('two members of staff', () => {
  test('with the stock provider, type in one text; each is told when their words are in the log', async () => {
    const [one, two] = [await enter(chair), await enter(taker)];
    one.types('Rent is high. ');
    await until(() => two.text === 'Rent is high. ');
    two.types('Buses stop early.');
    await until(() => one.text === 'Rent is high. Buses stop early.');
    await until(() => one.saved.at(-1) === 1 && two.saved.at(-1) === 1);
    expect(await stored()).toBe('Rent is high. Buses stop early.');
  });

  test('are given an id each before anything else, and a new one each time they come', async () => {
    const one = await enter(chair);
    const two = await enter(chair);
    expect(one.you).toHaveLength(1);
    expect(one.epoch).toBe(1);
    expect(two.you).not.toEqual(one.you);
    one.stop();
    const again = await enter(chair);
    expect([...one.you, ...two.you]).not.toContain(again.you[0]);
  });

  test('are counted by the host, each once however many windows they have', async () => {
    const one = await enter(chair);
    await enter(chair);
    const three = await enter(taker);
    await until(() => one.here.at(-1) === 2 && three.here.at(-1) === 2);
    three.stop();
    await until(() => one.here.at(-1) === 1);
  });

  test('whoever comes later reads all of it', async () => {
    const one = await enter(chair);
    one.types('before');
    await until(() => one.saved.length > 0);
    expect((await enter(taker)).text).toBe('before');
  });

  test('many words at once arrive whole and in order', async () => {
    const [one, two] = [await enter(chair), await enter(taker)];
    for (let n = 0; n < 200; n++) (n % 2 === 0 ? one : two).types(`${n} `);
    await until(() => one.saved.at(-1) === 100 && two.saved.at(-1) === 100);
    await until(() => one.text === two.text);
    expect(await stored()).toBe(one.text);
    expect(one.text.split(' ').filter((word) => word !== '')).toHaveLength(200);
  });

  test('whoever comes back ends their line of before, wherever its words still are', async () => {
    const one = await enter(chair);
    one.types('said');
    await until(() => one.saved.length > 0);
    const back = openNotesIn(it.url, session.sessionId, {
      cookie: chair.cookie,
      after: one.you[0] ?? 0,
    });
    await back.synced;
    expect(back.text).toBe('said');
    one.types(' late');
    expect(await one.closeCode).toBe(CLOSE.rebuilt);
    expect(await stored()).toBe('said');
  });
});

describe('the door', () => {
  test.each([
    ['no cookie', () => ({}), 401],
    ['a cookie nobody was given', () => ({ Cookie: 'canopy-staff=made-up' }), 401],
    ['staff of the group', () => ({ Cookie: taker.cookie }), 101],
  ])('%s is answered before the handshake', async (_who, headers, status) => {
    expect((await knock({ Origin: it.url, ...headers() })).status).toBe(status);
  });

  test('members, in the lobby and in the room, and staff of another group are not let in', async () => {
    const lobby = await makeSeat(it.house, session, 'otter');
    const rowan = await makeSeat(it.house, session, 'rowan', chair);
    for (const { cookie } of [lobby, rowan])
      expect((await knock({ Origin: it.url, Cookie: cookie })).status).toBe(401);
    const other = await makeSession(it.house, chair, 'youth');
    const stranger = await makeStaff(it.house, 'co-facilitator', { groupIds: [other.groupId] });
    expect((await knock({ Origin: it.url, Cookie: stranger.cookie })).status).toBe(403);
    expect(await it.house.store.notes.head(session.sessionId)).toBeNull();
  });

  test.each([undefined, 'null', 'https://evil.example'])('Origin %s is refused', async (origin) => {
    const headers = { Cookie: chair.cookie, ...(origin === undefined ? {} : { Origin: origin }) };
    expect((await knock(headers)).status).toBe(403);
  });

  test('names that are no session are refused', async () => {
    for (const name of ['__proto__', '..%2f..', 'x'.repeat(3000), '%', newId(it.house)])
      expect((await knock({ Origin: it.url, Cookie: chair.cookie }, name)).status).toBe(404);
  });
});

describe('cut off within a second', () => {
  test('who signs out, is switched off, or may no longer see this group', async () => {
    const other = await makeStaff(it.house, 'co-facilitator', { groupIds: [session.groupId] });
    const admin = await makeStaff(it.house, 'administrator');
    const [one, two, three] = [await enter(taker), await enter(other), await enter(chair)];
    await act(it.house, taker.caller, 'sign-in:end', {});
    expect(await one.closeCode).toBe(CLOSE.revoked);
    await act(it.house, admin.caller, 'staff:edit', {
      staffId: other.staffId,
      name: 'Finch',
      role: 'co-facilitator',
      approvedForChildren: true,
      groupIds: [],
    });
    expect(await two.closeCode).toBe(CLOSE.revoked);
    three.types('still here');
    await until(() => three.saved.length > 0);
  });

  test('everybody, once the record is signed off', async () => {
    const one = await enter(chair);
    one.types('said before');
    await until(() => one.saved.length > 0);
    it.house.announce({ what: 'signed-off', sessionId: session.sessionId });
    expect(await one.closeCode).toBe(CLOSE.frozen);
  });
});

describe('bad input', () => {
  test('what claims to be about people says nothing to anybody (B5)', async () => {
    const [one, two] = [await enter(chair), await enter(taker)];
    one.provider.awareness.setLocalState({ name: 'the other chair' });
    const { awareness } = one.provider;
    const ghosts = [two.doc.clientID, 4_000, 4_001];
    for (const ghost of ghosts) {
      awareness.states.set(ghost, { name: 'a ghost' });
      awareness.meta.set(ghost, { clock: 9, lastUpdated: 0 });
    }
    awareness.emit('update', [{ added: ghosts, updated: [], removed: [] }, 'forged']);
    one.types('x');
    await until(() => two.text === 'x');
    const seen = JSON.stringify([...two.provider.awareness.getStates()]);
    expect(seen).not.toMatch(/name|4000/);
    expect(two.here.at(-1)).toBe(2);
  });

  test.each(Object.entries(CRASH_FRAMES))(
    '%s leaves the host alive and useful (B1)',
    async (_name, send) => {
      const { status, socket } = await knock({ Origin: it.url, Cookie: chair.cookie });
      expect(status).toBe(101);
      send(socket);
      await new Promise((resolve) => setTimeout(resolve, 30));
      socket.destroy();
      const one = await enter(taker);
      one.types('still here');
      await until(() => one.saved.length > 0);
    },
  );

  test('under somebody else’s id nothing is written, and the sender is cut off (B4)', async () => {
    const [one, two] = [await enter(chair), await enter(taker)];
    one.types('mine');
    await until(() => two.text === 'mine');
    two.writesAs(one.you[0] ?? 0);
    two.types(' PUT IN THEIR MOUTH');
    expect(await two.closeCode).toBe(CLOSE.unreadable);
    one.types(', and more');
    await until(() => one.saved.at(-1) === 2);
    expect(await stored()).toBe('mine, and more');
    expect((await enter(taker)).text).toBe('mine, and more');
  });

  test('a flood with its first update missing ends with the first of it, and reaches nobody (B3)', async () => {
    const witness = await enter(taker);
    const { socket } = await knock({ Origin: it.url, Cookie: chair.cookie });
    const gap = new Y.Doc();
    gap.clientID = 1_000;
    const updates: Uint8Array[] = [];
    gap.on('update', (update: Uint8Array) => updates.push(update));
    for (let n = 0; n < 250; n++) gap.getText('notes').insert(0, 'x');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(Buffer.concat(updates.slice(1).map((update) => frame(2, update))));
    await closed;
    witness.types('calm');
    await until(() => witness.saved.length > 0);
    expect(await stored()).toBe('calm');
    expect(witness.doc.store.pendingStructs).toBeNull();
  });

  test('a frame one byte too large is refused before it is read (B6)', async () => {
    const { socket } = await knock({ Origin: it.url, Cookie: chair.cookie });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(encode({ payload: new Uint8Array(NOTES_MAX_BYTES + 1) }));
    await closed;
    expect(await it.house.store.notes.head(session.sessionId)).toMatchObject({ seq: 0 });
  });

  test('a step 2 nobody asked for is heard and thrown away; so are bytes left over', async () => {
    const one = await enter(chair);
    const { socket } = await knock({ Origin: it.url, Cookie: taker.cookie });
    socket.write(frame(1, await updateBy(2, 'pushed')));
    one.types('typed');
    await until(() => one.saved.length > 0);
    expect(await stored()).toBe('typed');
    socket.destroy();
  });

  test('a sender without end is cut off', async () => {
    const { socket } = await knock({ Origin: it.url, Cookie: chair.cookie });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const nothing = encode({ payload: Uint8Array.of(3) });
    socket.write(Buffer.concat(Array.from({ length: 5_000 }, () => nothing)));
    await closed;
  });

  test('notes say nothing in the log of the host, refused or not', async () => {
    const one = await enter(chair);
    one.types('words nobody may log');
    await until(() => one.saved.length > 0);
    one.writesAs(77);
    one.types('nor these');
    await one.closeCode;
    expect(it.logs()).toContain('notes:refused');
    expect(it.logs()).not.toMatch(/nobody may log|nor these/);
  });
});

test('a host that stops sends everybody away with their words in the log', async () => {
  const own = await startTestHost();
  const one = await makeStaff(own.house, 'chair');
  const { sessionId } = await makeSession(own.house, one);
  const notes = openNotesIn(own.url, sessionId, { cookie: one.cookie });
  await notes.synced;
  notes.types('kept');
  await until(() => notes.saved.length > 0);
  await own.stop();
  expect(await notes.closeCode).toBe(CLOSE.restarting);
});
