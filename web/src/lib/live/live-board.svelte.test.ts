import { apply, newBoard, type BoardOp } from '@canopy/board';
import { CLOSE } from '@canopy/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inReadingOrder } from '../board/places.ts';
import { FakeFeed } from './fake-feed.ts';
import { LiveBoard, type BoardChange } from './live-board.svelte.ts';

const HOUSING = 'housing';
const put = (id: string, text = id): BoardOp => ({
  op: 'leaf-put',
  leaf: { id, kind: 'idea', lang: 'en', content: { form: 'words', text }, alias: null },
  branchId: null,
  before: null,
});

let feed: FakeFeed;
let board: LiveBoard;
let changes: BoardChange[];
beforeEach(() => {
  vi.useFakeTimers();
  const doc = newBoard([{ id: HOUSING, title: { en: 'Housing', cy: 'Tai' } }]);
  apply(doc, put('one'));
  apply(doc, put('two'));
  feed = new FakeFeed(doc);
  board = new LiveBoard('board', 1, feed);
  board.open();
  feed.openWhole();
  changes = [];
  board.onChange((change) => changes.push(change));
});
afterEach(() => {
  board.close();
  vi.useRealTimers();
});
const leaves = () => inReadingOrder(board.content);
/** What the server does, and what it then tells its readers. */
const does = (...ops: BoardOp[]): void => {
  for (const op of ops) feed.update(feed.updateOf(() => apply(feed.doc, op)));
};

test('shows the whole board in reading order once it has arrived', () => {
  expect(leaves().map(({ id }) => id)).toEqual(['one', 'two']);
  expect(board.content.branches[0]?.title).toEqual({ en: 'Housing', cy: 'Tai' });
});

test('a change decodes its own leaf and no other', () => {
  const [one, two] = leaves();
  does({
    op: 'leaf-edit',
    leafId: 'two',
    kind: 'want',
    content: { form: 'words', text: 'changed' },
  });
  const [oneNow, twoNow] = leaves();
  expect(oneNow).toBe(one);
  expect(twoNow).not.toBe(two);
  expect(twoNow).toMatchObject({ kind: 'want', content: { text: 'changed' } });
  expect(changes).toEqual([{ added: [], moved: [], edited: ['two'], removed: [] }]);
});

test('moves, additions and removals are told apart', () => {
  does({ op: 'leaf-move', leafId: 'one', branchId: HOUSING, before: null }, put('three'), {
    op: 'leaf-take',
    leafId: 'two',
  });
  expect(changes).toMatchObject([{ moved: ['one'] }, { added: ['three'] }, { removed: ['two'] }]);
  expect(leaves().map(({ id, branchId }) => [id, branchId])).toEqual([
    ['three', null],
    ['one', HOUSING],
  ]);
});

test('a branch taken away leaves its leaves loose, and they say so', () => {
  does(
    { op: 'leaf-move', leafId: 'one', branchId: HOUSING, before: null },
    { op: 'branch-take', branchId: HOUSING },
  );
  expect(leaves().find(({ id }) => id === 'one')?.branchId).toBeNull();
});

test('a copy that is disowned stays on screen until the new one is whole, and nobody is told of new leaves', () => {
  feed.last.fail(CLOSE.rebuilt);
  expect(leaves()).toHaveLength(2);
  vi.advanceTimersByTime(1_000);
  const doc = newBoard([]);
  apply(doc, put('after'));
  feed.doc = doc;
  feed.last.open();
  expect(leaves()).toHaveLength(2);
  feed.answer();
  expect(leaves().map(({ id }) => id)).toEqual(['after']);
  expect(changes).toEqual([]);
});
