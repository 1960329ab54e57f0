import { newBoard, openBoard, readBoard, type BoardOp } from '@canopy/board';
import type { BoardContent } from '@canopy/domain';
import type { Store } from '@canopy/storage';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createLiveBoards, type LiveBoards } from './live-boards.ts';
import { SNAPSHOT_EVERY } from './snapshot-keeper.ts';
import { makeTestHouse } from './testing/test-house.ts';

let store: Store;
let boards: LiveBoards;
let boardId: string;
const log: string[] = [];
const again = () => createLiveBoards({ store, log: (event) => log.push(event) });

beforeEach(async () => {
  const house = await makeTestHouse();
  store = house.store;
  boards = again();
  log.length = 0;
  const session = await house.addSession({ kind: 'adult' });
  ({ boardId } = await house.goTo(session, 'board'));
});

const put = (id: string, text = id): BoardOp => ({
  op: 'leaf-put',
  leaf: { id, kind: 'idea', content: { form: 'words', text }, lang: 'en', alias: null },
  branchId: null,
  before: null,
});
const ids = (content: BoardContent | null) => content?.loose.map(({ id }) => id);

/** Commits, and gives how to publish it: said at once, so that a test need not wait for the turn to end. */
async function place(...leaves: string[]): Promise<() => void> {
  const changed = await store.transaction((tx) => boards.change(tx, boardId, leaves.map((id) => put(id)))); // prettier-ignore
  if (!changed.ok) throw new Error(changed.refusal.code);
  return () => {
    changed.value.publish();
    boards.sayNow();
  };
}
async function rollBack(...leaves: string[]): Promise<void> {
  let takeBack = (): void => undefined;
  await expect(
    store.transaction(async (tx) => {
      const changed = await boards.change(tx, boardId, leaves.map((id) => put(id))); // prettier-ignore
      if (changed.ok) ({ takeBack } = changed.value);
      throw new Error('refused');
    }),
  ).rejects.toThrow('refused');
  takeBack();
}
/** A reader as a browser is one: joins, then follows. */
async function reader(): Promise<{ doc: Y.Doc; heard: Uint8Array[] }> {
  const doc = new Y.Doc();
  const heard: Uint8Array[] = [];
  boards.subscribe(boardId, (update) => {
    heard.push(update);
    Y.applyUpdate(doc, update);
  });
  const state = await boards.join(boardId);
  if (state === null) throw new Error('no board');
  for (const update of state.lacking(Y.encodeStateVector(doc))) Y.applyUpdate(doc, update);
  return { doc, heard };
}

describe('a change', () => {
  test('is seen by nobody before it is published, then by everybody, once', async () => {
    const { doc, heard } = await reader();
    const publish = await place('1', '2');
    expect(ids(readBoard(doc))).toEqual([]);
    publish();
    expect(heard).toHaveLength(1);
    expect(ids(readBoard(doc))).toEqual(['1', '2']);
    publish();
    expect(heard).toHaveLength(1);
  });

  test('is one log entry', async () => {
    const before = (await store.boards.load(boardId))?.log.length ?? 0;
    (await place('1', '2', '3'))();
    expect((await store.boards.load(boardId))?.log).toHaveLength(before + 1);
  });

  test('that is refused leaves document and log as they were', async () => {
    const before = await store.boards.load(boardId);
    const changed = await store.transaction((tx) =>
      boards.change(tx, boardId, [put('1'), { op: 'leaf-take', leafId: 'x' }]),
    );
    expect(changed).toEqual({ ok: false, refusal: { code: 'leaf-gone' } });
    expect(await store.boards.load(boardId)).toEqual(before);
    expect(ids(await boards.read(boardId))).toEqual([]);
  });

  test('on a board that does not exist is not found', async () => {
    const changed = await store.transaction((tx) => boards.change(tx, 'none', [put('1')]));
    expect(changed).toEqual({ ok: false, refusal: { code: 'not-found' } });
    expect(await boards.read('none')).toBeNull();
    expect(await boards.join('none')).toBeNull();
  });

  test('with nothing to do writes nothing', async () => {
    const before = await store.boards.load(boardId);
    const changed = await store.transaction((tx) => boards.change(tx, boardId, []));
    expect(changed.ok).toBe(true);
    expect(await store.boards.load(boardId)).toEqual(before);
  });

  test('can be read inside its own transaction before anyone else sees it', async () => {
    (await place('1'))();
    let takeBack = (): void => undefined;
    await store.transaction(async (tx) => {
      const changed = await boards.change(tx, boardId, [put('2')]);
      if (changed.ok) ({ takeBack } = changed.value);
      expect(ids(await boards.read(boardId, tx))).toEqual(['1', '2']);
      throw new Error('back');
    }).catch(() => undefined); // prettier-ignore
    takeBack();
    expect(ids(await boards.read(boardId))).toEqual(['1']);
  });
});

describe('a rollback', () => {
  test('leaves no trace for readers, for later changes or after a restart', async () => {
    const { doc } = await reader();
    (await place('1'))();
    await rollBack('2', '3');
    (await place('4'))();
    expect(ids(readBoard(doc))).toEqual(['1', '4']);
    expect(ids(await boards.read(boardId))).toEqual(['1', '4']);
    expect(ids(await again().read(boardId))).toEqual(['1', '4']);
    expect(doc.store.pendingStructs).toBeNull();
  });

  test('does not take a change that was committed and not published yet', async () => {
    const { doc } = await reader();
    const publish = await place('1');
    await rollBack('2');
    const later = await place('3');
    later();
    publish();
    expect(ids(readBoard(doc))?.sort()).toEqual(['1', '3']);
    expect(doc.store.pendingStructs).toBeNull();
    expect(await boards.read(boardId)).toEqual(await again().read(boardId));
  });

  test('of a transaction that only read forgets nothing that matters', async () => {
    (await place('1'))();
    await store.transaction((tx) => boards.read(boardId, tx));
    expect(ids(await boards.read(boardId))).toEqual(['1']);
  });
});

describe('publishing', () => {
  test('waits for earlier changes, so every reader gets log order', async () => {
    const { doc, heard } = await reader();
    const first = await place('1');
    const second = await place('2');
    second();
    expect(heard).toHaveLength(0);
    first();
    expect(ids(readBoard(doc))).toEqual(['1', '2']);
  });

  test('what came in one moment is one update', async () => {
    const { doc, heard } = await reader();
    for (let i = 0; i < 20; i += 1) {
      const changed = await store.transaction((tx) => boards.change(tx, boardId, [put(`${i}`)]));
      if (changed.ok) changed.value.publish();
    }
    boards.sayNow();
    expect(heard.length).toBeLessThanOrEqual(20);
    const all = heard.length;
    for (let i = 20; i < 40; i += 1) await place(`${i}`).then((publish) => void publish);
    expect(heard).toHaveLength(all);
    expect(ids(readBoard(doc))).toHaveLength(20);
  });

  test('one failing listener keeps nothing from the others', async () => {
    boards.subscribe(boardId, () => {
      throw new Error('fault');
    });
    const { doc } = await reader();
    (await place('1'))();
    expect(ids(readBoard(doc))).toEqual(['1']);
    expect(log).toContain('board:listener-failed');
  });

  test('stops when asked', async () => {
    let heard = 0;
    const stop = boards.subscribe(boardId, () => (heard += 1));
    (await place('1'))();
    stop();
    (await place('2'))();
    expect(heard).toBe(1);
  });

  test('joining in the middle of changes misses nothing', async () => {
    const changes = Array.from({ length: 40 }, async (_, i) => (await place(`${i}`))());
    const readers = Array.from({ length: 10 }, () => reader());
    await Promise.all(changes);
    const expected = ids(await again().read(boardId));
    expect(expected).toHaveLength(40);
    for (const { doc } of await Promise.all(readers)) expect(ids(readBoard(doc))).toEqual(expected);
  });
});

describe('memory lost', () => {
  test('a new process over the same store has the same board', async () => {
    for (let i = 0; i < 30; i += 1) (await place(`${i}`))();
    await rollBack('never');
    const moved = await store.transaction((tx) =>
      boards.change(tx, boardId, [
        { op: 'leaf-move', leafId: '7', branchId: null, before: '3' },
        { op: 'leaf-take', leafId: '9' },
      ]),
    );
    if (moved.ok) moved.value.publish();
    const was = await boards.read(boardId);
    boards = again();
    expect(await boards.read(boardId)).toEqual(was);
    (await place('after'))();
    expect(await again().read(boardId)).toEqual(await boards.read(boardId));
  });

  test('committed and never published (killed in between) is there after the restart', async () => {
    await place('1');
    boards = again();
    expect(ids(await boards.read(boardId))).toEqual(['1']);
  });
});

describe('rest and snapshots', () => {
  test('writes the board whole and empties the log; readers and later changes go on', async () => {
    const { doc } = await reader();
    for (let i = 0; i < 5; i += 1) (await place(`${i}`))();
    await boards.rest();
    const stored = await store.boards.load(boardId);
    expect(stored?.log).toEqual([]);
    expect(ids(readBoard(openBoard(stored?.snapshot ?? null, [])))).toHaveLength(5);
    (await place('5'))();
    expect(ids(readBoard(doc))).toEqual(['0', '1', '2', '3', '4', '5']);
    expect(await again().read(boardId)).toEqual(readBoard(doc));
  });

  test(`happens by itself every ${SNAPSHOT_EVERY} changes`, async () => {
    for (let i = 0; i < SNAPSHOT_EVERY; i += 1) (await place(`${i}`))();
    await boards.rest();
    const stored = await store.boards.load(boardId);
    expect(stored?.snapshotSeq).toBeGreaterThanOrEqual(SNAPSHOT_EVERY - 1);
    expect(await again().read(boardId)).toEqual(await boards.read(boardId));
  });

  test('never lets go of a change that is under way', async () => {
    const publish = await place('1');
    await boards.rest();
    const { doc } = await reader();
    publish();
    (await place('2'))();
    expect(ids(readBoard(doc))).toEqual(['1', '2']);
  });

  test('reliability 5: words taken away leave the database', async () => {
    const grep = async () => {
      const stored = await store.boards.load(boardId);
      const all = [
        stored?.snapshot ?? new Uint8Array(),
        ...(stored?.log ?? []).map((e) => e.update),
      ];
      return all.some((bytes) => Buffer.from(bytes).includes('MARKER'));
    };
    const changed = await store.transaction((tx) => boards.change(tx, boardId, [put('1', 'MARKER')])); // prettier-ignore
    if (changed.ok) changed.value.publish();
    (await store.transaction((tx) => boards.change(tx, boardId, [{ op: 'leaf-take', leafId: '1' }]))); // prettier-ignore
    expect(await grep()).toBe(true);
    boards = again();
    await boards.read(boardId);
    await boards.rest();
    expect(await grep()).toBe(false);
  });
});

test('the document carries no client id but the server’s own', async () => {
  (await place('1'))();
  const { doc } = await reader();
  expect(newBoard([]).clientID).not.toBe(doc.clientID);
  expect([...doc.store.clients.keys()]).not.toContain(doc.clientID);
});
