import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { apply, applyAll } from './apply.ts';
import { compactBoard, emptyDoc, encodeBoard, newBoard, openBoard } from './document.ts';
import { branchesOf, leavesOf } from './layout.ts';
import type { BoardOp } from './op.ts';
import { readBoard } from './read.ts';

const put = (id: string, text: string, alias: string | null = null): BoardOp => ({
  op: 'leaf-put',
  leaf: { id, kind: 'idea', content: { form: 'words', text }, lang: 'cy', alias },
  branchId: null,
  before: null,
});

describe('reading', () => {
  test.each([
    ['markup', '<img src=x onerror=alert(1)> {{7*7}} ${x} \\u0000'],
    ['Welsh', 'Cŵn, tŷ, ŵyl â’r iâ'],
    ['families and flags', '👩🏽‍🤝‍👨🏿 🏴󠁧󠁢󠁷󠁬󠁳󠁿'],
    ['right to left', 'سلام ‮abc'],
    ['combining marks', 'Z̷̧̛a̷l̷g̷o̷'],
    ['names of objects', '__proto__'],
  ])('%s are kept as written', (_name, text) => {
    const doc = emptyDoc();
    expect(apply(doc, put('__proto__', text)).ok).toBe(true);
    const again = openBoard(encodeBoard(doc), []);
    expect(readBoard(again).loose).toEqual([
      { id: '__proto__', kind: 'idea', content: { form: 'words', text }, lang: 'cy', branchId: null, alias: null },
    ]); // prettier-ignore
  });

  test('entries that cannot be read are left out and the rest still shows', () => {
    const doc = newBoard([{ id: 'a', title: { en: 'A', cy: '' } }]);
    apply(doc, put('good', 'here'));
    const broken: unknown[] = ['text', 7, null, ['x'], { kind: 'idea' }];
    for (const [i, entry] of broken.entries()) {
      leavesOf(doc).set(`bad${i}`, entry);
      branchesOf(doc).set(`bad${i}`, entry);
    }
    for (const [id, place] of Object.entries({
      noContent: { branch: null, rank: 'V' },
      oddPlace: { branch: 4, rank: 'V' },
      noRank: { branch: null },
    })) {
      const entry = new Y.Map<unknown>();
      entry.set('kind', 'idea');
      entry.set('place', place);
      leavesOf(doc).set(id, entry);
    }
    const content = readBoard(doc);
    expect(content.loose.map(({ id }) => id)).toEqual(['good']);
    expect(content.branches.map(({ id }) => id)).toEqual(['a']);
    expect(applyAll(doc, [put('next', 'still works')]).ok).toBe(true);
  });

  test('a leaf on a branch that is gone is loose', () => {
    const one = newBoard([{ id: 'a', title: { en: 'A', cy: '' } }]);
    const two = openBoard(encodeBoard(one), []);
    apply(one, { op: 'branch-take', branchId: 'a' });
    apply(two, { ...put('late', 'kept'), branchId: 'a' } as BoardOp);
    Y.applyUpdate(one, encodeBoard(two));
    expect(readBoard(one).loose).toMatchObject([{ id: 'late', branchId: null }]);
    // And stays loose when the branch comes back: nobody's leaf moves by itself.
    apply(one, { op: 'branch-put', branch: { id: 'a', title: { en: 'A', cy: '' } }, before: null });
    expect(readBoard(one).loose).toMatchObject([{ id: 'late', branchId: null }]);
  });

  test('damaged ranks never stop a move', () => {
    const doc = emptyDoc();
    applyAll(doc, [put('1', 'x'), put('2', 'x'), put('3', 'x')]);
    for (const [id, rank] of [['1', 'V'], ['2', 'V0'], ['3', 'V00é']] as const)
      (leavesOf(doc).get(id) as Y.Map<unknown>).set('place', { branch: null, rank }); // prettier-ignore
    for (const before of ['2', '3'])
      expect(apply(doc, { op: 'leaf-move', leafId: '1', branchId: null, before }).ok).toBe(true);
    expect(readBoard(doc).loose).toHaveLength(3);
  });
});

describe('people 72: the document says nothing about its writers', () => {
  test('every struct is the server’s, whoever wrote the leaf', () => {
    const doc = emptyDoc();
    for (let i = 0; i < 20; i += 1) apply(doc, put(`leaf${i}`, `words ${i}`));
    expect([...Y.decodeStateVector(Y.encodeStateVector(doc)).keys()]).toEqual([doc.clientID]);
  });

  test('reliability 5: words taken away are gone from the compacted board, not from the raw log', () => {
    const log: Uint8Array[] = [];
    const doc = emptyDoc();
    doc.on('update', (update: Uint8Array) => log.push(update));
    apply(doc, put('1', 'MARKER-TAKEN', 'rowan'));
    apply(doc, put('2', 'MARKER-EDITED'));
    apply(doc, {
      op: 'leaf-edit',
      leafId: '2',
      kind: 'idea',
      content: { form: 'words', text: 'kept' },
    });
    apply(doc, { op: 'leaf-take', leafId: '1' });
    const has = (bytes: Uint8Array, words: string) => Buffer.from(bytes).includes(words);
    expect(has(Y.mergeUpdates(log), 'MARKER-TAKEN')).toBe(true);
    const whole = compactBoard(null, log);
    for (const gone of ['MARKER-TAKEN', 'MARKER-EDITED', 'rowan'])
      expect(has(whole, gone)).toBe(false);
    expect(has(whole, 'kept')).toBe(true);
  });
});
