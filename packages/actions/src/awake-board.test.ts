import { openBoard, readBoard, type BoardOp } from '@canopy/board';
import type { Boards, Store } from '@canopy/storage';
import { beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { AwakeBoard } from './awake-board.ts';
import type { Changed } from './live-boards.ts';

// SQLite runs one transaction after another. These are two at once, as a larger database allows:
// each sees what was committed and what it wrote itself.
type Entry = { seq: number; update: Uint8Array };
let committed: Entry[];
let seq: number;
let beforeLoad: Promise<void>;
let board: AwakeBoard;

function storeOver(own: Entry[]): Store {
  const boards: Partial<Boards> = {
    async load(boardId) {
      const log = [...committed, ...own].sort((a, b) => a.seq - b.seq);
      await beforeLoad;
      return { boardId, sessionId: '', stageId: '', epoch: 1, snapshot: null, snapshotSeq: 0, log };
    },
    append(_boardId, update) {
      seq += 1;
      own.push({ seq, update });
      return Promise.resolve(seq);
    },
  };
  return { boards, alone: true } as Store;
}
function begin(): { tx: Store; commit: () => void } {
  const own: Entry[] = [];
  return { tx: storeOver(own), commit: () => void committed.push(...own.splice(0)) };
}
const put = (id: string): BoardOp => ({
  op: 'leaf-put',
  leaf: { id, kind: 'idea', content: { form: 'words', text: id }, lang: 'en', alias: null },
  branchId: null,
  before: null,
});
const change = async (tx: Store, id: string): Promise<Changed> => {
  const changed = await board.change(tx, [put(id)]);
  if (!changed.ok) throw new Error(changed.refusal.code);
  return changed.value;
};
const ids = (doc: Y.Doc) => readBoard(doc).loose.map(({ id }) => id).sort(); // prettier-ignore
const stored = () => openBoard(null, committed.map(({ update }) => update)); // prettier-ignore

beforeEach(() => {
  committed = [];
  seq = 0;
  beforeLoad = Promise.resolve();
  board = new AwakeBoard('b', { store: storeOver([]), log: () => undefined });
});

test('one transaction never builds on what another may take back', async () => {
  const doc = new Y.Doc();
  board.published.subscribe((update) => Y.applyUpdate(doc, update));
  const [one, two] = [begin(), begin()];
  const { takeBack } = await change(one.tx, 'taken back');
  const { publish } = await change(two.tx, 'kept');
  takeBack();
  two.commit();
  publish();
  board.published.sayNow();
  for (const each of [doc, stored()]) {
    expect(ids(each)).toEqual(['kept']);
    expect(each.store.pendingStructs).toBeNull();
  }
});

test('a transaction learns what another committed after it began', async () => {
  const [one, two] = [begin(), begin()];
  const first = await change(one.tx, 'one');
  const second = await change(two.tx, 'two');
  one.commit();
  first.publish();
  two.commit();
  second.publish();
  expect((await board.readIn(begin().tx))?.loose).toHaveLength(2);
  expect(ids(stored())).toEqual(['one', 'two']);
});

test('what is published while a reader’s copy is being read does not fall between', async () => {
  let go = (): void => undefined;
  const one = begin();
  const { publish } = await change(one.tx, 'one');
  beforeLoad = new Promise((resolve) => (go = resolve));
  const document = board.published.document();
  one.commit();
  publish();
  board.published.sayNow();
  go();
  expect(ids((await document) ?? new Y.Doc())).toEqual(['one']);
});

test('a board in use is not idle', async () => {
  expect(board.idle).toBe(true);
  const one = begin();
  const changing = change(one.tx, 'one');
  expect(board.idle).toBe(false);
  const { publish } = await changing;
  expect(board.idle).toBe(false);
  one.commit();
  publish();
  expect(board.idle).toBe(false);
  board.published.sayNow();
  expect(board.idle).toBe(true);
  const stop = board.published.subscribe(() => undefined);
  expect(board.idle).toBe(false);
  stop();
  expect(board.idle).toBe(true);
});
