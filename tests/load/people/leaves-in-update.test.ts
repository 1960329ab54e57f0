import { applyAll, newBoard, type BoardOp } from '@canopy/board';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { LeafReader } from './leaves-in-update.ts';

const put = (id: string, text: string): BoardOp => ({
  op: 'leaf-put',
  leaf: { id, kind: 'idea', content: { form: 'words', text }, lang: 'en', alias: null },
  branchId: null,
  before: null,
});
const move = (leafId: string, branchId: string): BoardOp => ({
  op: 'leaf-move',
  leafId,
  branchId,
  before: null,
});

/** A board with two branches and two leaves, moved about before anybody looked. */
function usedBoard() {
  const title = { en: 'B', cy: '' };
  const doc = newBoard([
    { id: 'b1', title },
    { id: 'b2', title },
  ]);
  applyAll(doc, [put('one', 'first'), put('two', 'second')]);
  for (const branch of ['b1', 'b2', 'b1']) applyAll(doc, [move('one', branch)]);
  const reader = new LeafReader();
  reader.read(Y.encodeStateAsUpdate(doc));
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  return { doc, reader, updates };
}

test('each move is read as its leaf and the branch it went to, also on a board that was much moved', () => {
  const { doc, reader, updates } = usedBoard();
  applyAll(doc, [move('one', 'b2')]);
  applyAll(doc, [move('two', 'b1')]);
  expect(updates.map((update) => reader.read(update).moved)).toEqual([
    [{ leafId: 'one', branchId: 'b2' }],
    [{ leafId: 'two', branchId: 'b1' }],
  ]);
  expect(reader.unknown).toBe(0);
});

test('several actions in one update are all found: placed by their words, moved by their last place', () => {
  const { doc, reader, updates } = usedBoard();
  applyAll(doc, [put('three', 'third'), move('two', 'b1'), move('two', 'b2')]);
  const [update] = updates;
  const { texts, moved } = reader.read(update ?? new Uint8Array());
  expect(texts).toEqual(['third']);
  expect(moved).toContainEqual({ leafId: 'two', branchId: 'b2' });
});

test('updates merged on the way are read like the ones they were made of', () => {
  const { doc, reader, updates } = usedBoard();
  applyAll(doc, [move('one', 'b2')]);
  applyAll(doc, [put('four', 'fourth')]);
  const { texts, moved } = reader.read(Y.mergeUpdates(updates));
  expect(texts).toEqual(['fourth']);
  expect(moved).toContainEqual({ leafId: 'one', branchId: 'b2' });
});
