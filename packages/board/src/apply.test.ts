import { BRANCHES_MAX } from '@canopy/domain';
import { describe, expect, test } from 'vitest';
import { apply, applyAll } from './apply.ts';
import { encodeBoard, newBoard, openBoard } from './document.ts';
import { leavesOf, readPlace } from './layout.ts';
import type { BoardOp } from './op.ts';
import { readBoard } from './read.ts';
import * as Y from 'yjs';

const title = (en: string) => ({ en, cy: '' });
const board = (...names: string[]) => newBoard(names.map((id) => ({ id, title: title(id) })));
const put = (id: string, branchId: string | null, before: string | null = null): BoardOp => ({
  op: 'leaf-put',
  leaf: { id, kind: 'idea', content: { form: 'words', text: id }, lang: 'en', alias: null },
  branchId,
  before,
});
/** `a: 1 2 | b: 3 | loose` */
const shape = (doc: Y.Doc): string => {
  const { branches, loose } = readBoard(doc);
  const ids = (leaves: { id: string }[]) => leaves.map(({ id }) => id).join(' ');
  return [...branches.map((b) => `${b.id}: ${ids(b.leaves)}`), ids(loose)].join(' | ');
};
const done = (doc: Y.Doc, ...ops: BoardOp[]): BoardOp[] => {
  const result = applyAll(doc, ops);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
const refusal = (doc: Y.Doc, op: BoardOp) => {
  const result = apply(doc, op);
  return result.ok ? null : result.refusal.code;
};

describe('where a leaf goes', () => {
  const start = () => {
    const doc = board('a', 'b');
    done(doc, put('1', 'a'), put('2', 'a'), put('3', 'a'), put('4', 'b'), put('5', null));
    return doc;
  };
  const move = (leafId: string, branchId: string | null, before: string | null): BoardOp => ({
    op: 'leaf-move',
    leafId,
    branchId,
    before,
  });

  test.each([
    ['first within its branch', move('3', 'a', '1'), 'a: 3 1 2 | b: 4 | 5'],
    ['one earlier', move('3', 'a', '2'), 'a: 1 3 2 | b: 4 | 5'],
    ['one later', move('1', 'a', '3'), 'a: 2 1 3 | b: 4 | 5'],
    ['last within its branch', move('1', 'a', null), 'a: 2 3 1 | b: 4 | 5'],
    ['in front of itself: stays', move('2', 'a', '2'), 'a: 1 2 3 | b: 4 | 5'],
    ['to another branch, in front', move('1', 'b', '4'), 'a: 2 3 | b: 1 4 | 5'],
    ['off every branch', move('4', null, '5'), 'a: 1 2 3 | b:  | 4 5'],
    ['in front of one that is gone: last', move('1', 'b', 'no'), 'a: 2 3 | b: 4 1 | 5'],
    ['in front of one elsewhere: last', move('1', 'b', '5'), 'a: 2 3 | b: 4 1 | 5'],
  ])('%s', (_name, op, expected) => {
    const doc = start();
    const back = done(doc, op);
    expect(shape(doc)).toBe(expected);
    done(doc, ...back);
    expect(shape(doc)).toBe('a: 1 2 3 | b: 4 | 5');
  });

  test('a leaf is put in front of another', () => {
    const doc = start();
    done(doc, put('6', 'a', '2'));
    expect(shape(doc)).toBe('a: 1 6 2 3 | b: 4 | 5');
  });

  test('merging keeps the order of both, and comes apart again', () => {
    const doc = start();
    const back = done(doc, { op: 'branch-merge', branchId: 'a', into: 'b' });
    expect(shape(doc)).toBe('b: 4 1 2 3 | 5');
    done(doc, ...back);
    expect(shape(doc)).toBe('a: 1 2 3 | b: 4 | 5');
  });

  test('a branch taken away leaves its leaves loose', () => {
    const doc = start();
    const back = done(doc, { op: 'branch-take', branchId: 'a' });
    expect(shape(doc)).toBe('b: 4 | 5 1 2 3');
    done(doc, ...back);
    expect(shape(doc)).toBe('a: 1 2 3 | b: 4 | 5');
  });

  test('branches move and are renamed', () => {
    const doc = start();
    done(doc, { op: 'branch-move', branchId: 'b', before: 'a' });
    done(doc, { op: 'branch-rename', branchId: 'b', title: { en: 'Bee', cy: 'Gwenynen' } });
    expect(shape(doc)).toBe('b: 4 | a: 1 2 3 | 5');
    expect(readBoard(doc).branches[0]?.title).toEqual({ en: 'Bee', cy: 'Gwenynen' });
  });

  test('between two leaves that two servers put in one spot at once', () => {
    const one = board('a');
    const two = openBoard(encodeBoard(one), []);
    done(one, put('1', 'a'));
    done(two, put('2', 'a'));
    Y.applyUpdate(one, encodeBoard(two));
    const rank = (id: string) => readPlace(leavesOf(one).get(id))?.rank;
    expect(rank('1')).toBe(rank('2'));
    done(one, put('3', 'a', '2'));
    expect(shape(one)).toBe('a: 1 3 2 | ');
  });

  test('a thousand moves to one spot keep the order and keys that stay short', () => {
    const doc = start();
    for (let i = 0; i < 1000; i += 1) done(doc, move(i % 2 === 0 ? '1' : '3', 'a', '2'));
    expect(shape(doc)).toBe('a: 1 3 2 | b: 4 | 5');
    const place = (leavesOf(doc).get('1') as Y.Map<{ rank: string }>).get('place');
    expect(place?.rank.length).toBeLessThan(30);
  });
});

describe('what is refused changes nothing', () => {
  test.each<[string, BoardOp, string]>([
    ['a leaf that is not there', { op: 'leaf-take', leafId: 'x' }, 'leaf-gone'],
    ['a branch that is not there', put('9', 'x'), 'branch-gone'],
    ['an id used twice', put('1', 'a'), 'bad-input'],
    ['a branch into itself', { op: 'branch-merge', branchId: 'a', into: 'a' }, 'bad-input'],
    ['a merge into nothing', { op: 'branch-merge', branchId: 'a', into: 'x' }, 'branch-gone'],
  ])('%s', (_name, op, code) => {
    const doc = board('a');
    done(doc, put('1', 'a'));
    expect(refusal(doc, op)).toBe(code);
    expect(shape(doc)).toBe('a: 1 | ');
  });

  test('one refusal in a list refuses the list', () => {
    const doc = board('a');
    let updates = 0;
    doc.on('update', () => (updates += 1));
    const result = applyAll(doc, [put('1', 'a'), put('2', 'a'), { op: 'leaf-take', leafId: 'x' }]);
    expect(result).toEqual({ ok: false, refusal: { code: 'leaf-gone' } });
    expect(updates).toBe(0);
    expect(shape(doc)).toBe('a:  | ');
  });

  test('later operations may stand on earlier ones, in one update', () => {
    const doc = board();
    let updates = 0;
    doc.on('update', () => (updates += 1));
    done(
      doc,
      { op: 'branch-put', branch: { id: 'n', title: title('n') }, before: null },
      put('1', 'n'),
    );
    expect(updates).toBe(1);
    expect(shape(doc)).toBe('n: 1 | ');
  });

  test('no more branches than fit', () => {
    const doc = board(...Array.from({ length: BRANCHES_MAX }, (_, i) => `b${i}`));
    expect(
      refusal(doc, { op: 'branch-put', branch: { id: 'n', title: title('n') }, before: null }),
    ).toBe('too-many');
  });
});
