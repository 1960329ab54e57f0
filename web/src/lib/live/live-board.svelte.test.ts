import { apply, newBoard, type BoardOp } from '@canopy/board';
import { beforeEach, expect, test } from 'vitest';
import { inReadingOrder } from '../board/places.ts';
import { LiveBoard, type BoardChange } from './live-board.svelte.ts';

const HOUSING = 'housing';
const put = (id: string, text = id): BoardOp => ({
  op: 'leaf-put',
  leaf: { id, kind: 'idea', lang: 'en', content: { form: 'words', text }, alias: null },
  branchId: null,
  before: null,
});

let doc: ReturnType<typeof newBoard>;
let board: LiveBoard;
let changes: BoardChange[];
beforeEach(() => {
  doc = newBoard([{ id: HOUSING, title: { en: 'Housing', cy: 'Tai' } }]);
  apply(doc, put('one'));
  apply(doc, put('two'));
  board = new LiveBoard('board', 1, { protocol: 'http:', host: 'localhost' });
  board.openedWith(doc);
  changes = [];
  board.onChange((change) => changes.push(change));
});
const leaves = () => inReadingOrder(board.content);

test('shows the whole board in reading order once it has arrived', () => {
  expect(leaves().map(({ id }) => id)).toEqual(['one', 'two']);
  expect(board.content.branches[0]?.title).toEqual({ en: 'Housing', cy: 'Tai' });
});

test('a change decodes its own leaf and no other', () => {
  const [one, two] = leaves();
  apply(doc, {
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
  apply(doc, { op: 'leaf-move', leafId: 'one', branchId: HOUSING, before: null });
  apply(doc, put('three'));
  apply(doc, { op: 'leaf-take', leafId: 'two' });
  expect(changes).toMatchObject([{ moved: ['one'] }, { added: ['three'] }, { removed: ['two'] }]);
  expect(leaves().map(({ id, branchId }) => [id, branchId])).toEqual([
    ['three', null],
    ['one', HOUSING],
  ]);
});

test('a branch taken away leaves its leaves loose, and they say so', () => {
  apply(doc, { op: 'leaf-move', leafId: 'one', branchId: HOUSING, before: null });
  apply(doc, { op: 'branch-take', branchId: HOUSING });
  expect(leaves().find(({ id }) => id === 'one')?.branchId).toBeNull();
});
