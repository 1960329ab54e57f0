import { PIECES_WORTH_REBUILDING } from '@canopy/notes';
import type { Session } from '@canopy/domain';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { makeTestHouse, replaceStore, type TestHouse } from '../testing/test-house.ts';
import type { TestSeat, TestStaff } from '../testing/test-members.ts';
import { openTestNotes } from '../testing/test-notes.ts';

let t: TestHouse;
let session: Session;
let chair: TestStaff;
let taker: TestStaff;
let rowan: TestSeat;
beforeEach(async () => {
  t = await makeTestHouse();
  session = await t.addSession({ kind: 'youth' });
  chair = await t.addStaff('chair');
  taker = await t.addStaff('note-taker', { groupIds: [session.groupId] });
  rowan = await t.addSeat(session, 'rowan');
});
const stored = () => t.house.notes.read(session.id);
const logged = async () => (await t.store.notes.load(session.id))?.log.length;

describe('two members of staff in one text', () => {
  test('read the same, whoever writes where', async () => {
    const one = await openTestNotes(t, chair, session);
    const two = await openTestNotes(t, taker, session);
    expect(await one.writes(0, 'Buses stop at six.')).toBeNull();
    expect(await two.writes(0, 'Said twice: ')).toBeNull();
    expect(await one.writes(12, 'Trains', 5)).toBeNull();
    expect(one.text).toBe('Said twice: Trains stop at six.');
    expect([two.text, await stored()]).toEqual([one.text, one.text]);
  });

  test('at the same moment, in one commit, both are let in', async () => {
    const one = await openTestNotes(t, chair, session);
    const two = await openTestNotes(t, taker, session);
    await one.writes(0, 'rent');
    expect(await Promise.all([one.writes(4, ' is high'), two.writes(0, 'The ')])).toEqual([
      null,
      null,
    ]);
    expect(await stored()).toBe('The rent is high');
    expect([one.text, two.text]).toEqual(['The rent is high', 'The rent is high']);
  });

  test('each connection writes under an id of its own, and under no other', async () => {
    const one = await openTestNotes(t, chair, session);
    const again = await openTestNotes(t, chair, session);
    expect(again.clientId).not.toBe(one.clientId);
    again.doc.clientID = one.clientId;
    expect(await again.writes(0, 'as somebody else')).toBe('bad-input');
    expect(await stored()).toBe('');
  });

  test('who opened the notes is in the audit; what they wrote is not', async () => {
    const one = await openTestNotes(t, chair, session);
    await one.writes(0, 'words');
    const lines = await t.store.audit.recent(10);
    expect(lines.map(({ action, staffId }) => [action, staffId])).toEqual([
      ['notes:open', chair.id],
    ]);
  });
});

describe('refused', () => {
  test('nothing is logged, nobody is told, and the next honest word is let in', async () => {
    const one = await openTestNotes(t, chair, session);
    const two = await openTestNotes(t, taker, session);
    await one.writes(0, 'kept');
    const good = new Y.Doc();
    good.clientID = two.clientId;
    Y.applyUpdate(good, Y.encodeStateAsUpdate(one.doc));
    const before = Y.encodeStateVector(good);
    good.getText('notes').insert(4, ' and good');
    const first = Y.encodeStateAsUpdate(good, before);
    expect(await two.sends(first, new Uint8Array([9, 9, 9]))).toBe('bad-input');
    expect([one.text, await stored(), await logged()]).toEqual(['kept', 'kept', 1]);
    expect(await two.writes(4, ' too')).toBeNull();
    expect(await stored()).toBe('kept too');
  });

  test.each([
    ['a member', () => rowan],
    ['nobody', () => ({ caller: t.nobody })],
  ])('%s opens, writes and reads none of it', async (_who, who) => {
    const { caller } = who();
    const { id: sessionId } = session;
    const open = await t.act(caller, 'notes:open', { sessionId });
    const write = await t.act(caller, 'notes:write', {
      sessionId,
      clientId: 1,
      epoch: 1,
      updates: [new Uint8Array(2)],
    });
    expect([open.ok, write.ok]).toEqual([false, false]);
    expect(await t.store.notes.head(sessionId)).toBeNull();
  });

  test('staff of another group are not staff of this one', async () => {
    const other = await t.addGroup('youth');
    const stranger = await t.addStaff('co-facilitator', { groupIds: [other.id] });
    await expect(openTestNotes(t, stranger, session)).rejects.toThrow('not-allowed');
  });

  test('once the record is signed off nobody opens or writes, a line that was open neither', async () => {
    const one = await openTestNotes(t, chair, session);
    await one.writes(0, 'before');
    await t.store.sessions.change({ ...session, state: 'closed' });
    expect(await one.writes(6, ' and after the close')).toBeNull();
    await t.store.sessions.change({ ...session, state: 'signed-off' });
    expect(await one.writes(0, 'too late')).toBe('already-signed-off');
    await expect(openTestNotes(t, chair, session)).rejects.toThrow('already-signed-off');
    expect(await stored()).toBe('before and after the close');
  });
});

describe('durable before anybody sees it', () => {
  test('what could not be committed is in no memory, and the notes go on from the log', async () => {
    const one = await openTestNotes(t, chair, session);
    const two = await openTestNotes(t, taker, session);
    await one.writes(0, 'kept');
    const { store } = t;
    replaceStore(
      t.house,
      new Proxy(store, {
        get: (target, key): unknown =>
          key === 'transaction'
            ? (work: Parameters<typeof store.transaction>[0]) =>
                store.transaction(async (tx) => {
                  await work(tx);
                  throw new Error('the disk is full');
                })
            : Reflect.get(target, key),
      }),
    );
    await expect(one.writes(4, ' lost')).rejects.toThrow('disk is full');
    replaceStore(t.house, store);
    expect([two.text, await stored()]).toEqual(['kept', 'kept']);
    expect(await two.writes(4, ' on')).toBeNull();
    expect(await stored()).toBe('kept on');
  });

  test('a process that begins again reads what was acknowledged', async () => {
    const one = await openTestNotes(t, chair, session);
    await one.writes(0, 'kept');
    const later = await openTestNotes(t.restart(), taker, session);
    expect(later.text).toBe('kept');
  });
});

describe('on several hosts', () => {
  test('each writes on what the others wrote, and is given it from the log when it hears of it', async () => {
    const hosts = [t, t.restart(), t.restart()] as const;
    const [one, two, three] = await Promise.all(
      hosts.map((host) => openTestNotes(host, chair, session)),
    );
    await one!.writes(0, 'a');
    expect(two!.text).toBe('');
    expect(await two!.writes(0, 'b')).toBeNull();
    expect(await one!.writes(1, 'c')).toBeNull();
    for (const host of hosts) {
      const head = await t.store.notes.head(session.id);
      host.house.notes.heard(session.id, head?.seq ?? 0);
    }
    const text = await stored();
    await expect.poll(() => [one!.text, two!.text, three!.text]).toEqual([text, text, text]);
    expect([...text].sort()).toEqual(['a', 'b', 'c']);
  });

  test('a browser that comes back is given all it had written, and what still comes from before is refused', async () => {
    const other = t.restart();
    const watcher = await openTestNotes(other, taker, session);
    const one = await openTestNotes(t, chair, session);
    await one.writes(0, 'said');
    // The other host has rung no bell, and is asked all the same.
    const back = await openTestNotes(other, chair, session, one.clientId);
    expect([back.text, watcher.text]).toEqual(['said', 'said']);
    expect(await one.writes(4, ' late')).toBe('reload-needed');
    expect(await stored()).toBe('said');
    expect(await back.writes(4, ' again')).toBeNull();
  });

  test('after a silence each reads what it missed, from the snapshot too', async () => {
    const other = t.restart();
    const one = await openTestNotes(t, chair, session);
    const two = await openTestNotes(other, taker, session);
    for (let n = 0; n < 5; n++) await one.writes(n, 'x');
    one.stop();
    await t.house.notes.rest();
    expect(await logged()).toBe(0);
    await other.house.notes.catchUp();
    expect(two.text).toBe('xxxxx');
    expect(await two.writes(5, 'y')).toBeNull();
  });
});

describe('at rest', () => {
  test('what was taken away leaves the database with the next snapshot', async () => {
    const one = await openTestNotes(t, chair, session);
    await one.writes(0, 'a secret that slipped');
    await one.writes(0, 'gone', 21);
    one.stop();
    await t.house.notes.rest();
    const { snapshot, log } = (await t.store.notes.load(session.id))!;
    expect(log).toEqual([]);
    expect(Buffer.from(snapshot ?? []).toString('latin1')).not.toContain('secret');
    expect((await openTestNotes(t, chair, session)).text).toBe('gone');
  });

  test('notes in very many pieces are written afresh in a new epoch, and old copies are told to load again', async () => {
    const one = await openTestNotes(t, chair, session);
    await one.writes(0, 'the words stay');
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(one.doc));
    const before = Y.encodeStateVector(doc);
    for (let n = 0; n <= PIECES_WORTH_REBUILDING; n++) doc.getText('notes').insert(0, 'x');
    doc.getText('notes').delete(0, PIECES_WORTH_REBUILDING + 1);
    // Straight into the log: what browsers may send at once is bounded.
    await t.store.notes.append(session.id, Y.encodeStateAsUpdate(doc, before));
    one.stop();
    const other = t.restart();
    const late = await openTestNotes(other, taker, session);
    let told = 0;
    other.house.notes.follow(session.id, {
      changed: () => undefined,
      rebuilt: () => (told += 1),
    });
    await t.house.notes.rest();
    expect(await t.store.notes.head(session.id)).toMatchObject({ epoch: 2 });
    expect(await stored()).toBe('the words stay');
    expect(await late.writes(0, 'x')).toBe('reload-needed');
    expect((await openTestNotes(other, taker, session)).text).toBe('the words stay');
    expect(told).toBe(1);
  });
});
