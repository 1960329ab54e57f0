import type { LeafContent } from '@canopy/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { apply, applyWith } from './apply.ts';
import { compactBoard, emptyDoc, encodeBoard, newBoard, openBoard } from './document.ts';
import type { BoardOp } from './op.ts';
import { readOutline } from './outline.ts';
import { readBoard } from './read.ts';
import { leavesOn, sketchOf } from './sketch.ts';

// Few ids on purpose: sequences then meet the same leaf and the same branch again and again.
const leafId = fc.constantFrom('l1', 'l2', 'l3', 'l4', 'l5', 'l6');
const branchId = fc.constantFrom('a', 'b', 'c', 'd');
const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: null });
const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
const content: fc.Arbitrary<LeafContent> = fc.oneof(
  text.map((t): LeafContent => ({ form: 'words', text: t })),
  text.map((word): LeafContent => ({ form: 'emoji', emoji: '1f44d', word })),
  text.map((word): LeafContent => ({ form: 'symbol', symbol: 'key', word })),
);
const kind = fc.constantFrom('idea', 'works', 'problem', 'want', 'parked');
const title = fc.record({ en: text, cy: text });
const leaf = fc.record({
  id: leafId,
  kind,
  content,
  lang: fc.constantFrom('en', 'cy'),
  alias: maybe(fc.constantFrom('rowan', 'oak-2')),
});
const op: fc.Arbitrary<BoardOp> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ op: fc.constant('leaf-put'), leaf, branchId: maybe(branchId), before: maybe(leafId) }) },
  { weight: 4, arbitrary: fc.record({ op: fc.constant('leaf-move'), leafId, branchId: maybe(branchId), before: maybe(leafId) }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('leaf-edit'), leafId, kind, content }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('leaf-take'), leafId }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('branch-put'), branch: fc.record({ id: branchId, title }), before: maybe(branchId) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('branch-rename'), branchId, title }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('branch-move'), branchId, before: maybe(branchId) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('branch-merge'), branchId, into: branchId }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('branch-take'), branchId }) },
) as fc.Arbitrary<BoardOp>; // prettier-ignore
const ops = fc.array(op, { maxLength: 40 });

const start = () => newBoard(['a', 'b'].map((id) => ({ id, title: { en: id, cy: '' } })));
const run = (doc: Y.Doc, list: readonly BoardOp[]): BoardOp[][] =>
  list.flatMap((one) => {
    const result = apply(doc, one);
    return result.ok ? [result.value] : [];
  });

describe('any sequence of operations', () => {
  test('taken back in reverse gives the board as it was', () => {
    fc.assert(
      fc.property(ops, ops, (before, then) => {
        const doc = start();
        run(doc, before);
        const was = readBoard(doc);
        for (const inverse of run(doc, then).reverse())
          for (const one of inverse) expect(apply(doc, one).ok).toBe(true);
        expect(readBoard(doc)).toEqual(was);
      }),
      { numRuns: 300 },
    );
  });

  test('reads the same from its log, from a snapshot, and from half of each', () => {
    fc.assert(
      fc.property(ops, ops, (first, second) => {
        const log: Uint8Array[] = [];
        const doc = emptyDoc();
        doc.on('update', (update: Uint8Array) => log.push(update));
        run(doc, first);
        const half = log.length;
        run(doc, second);
        const snapshot = compactBoard(null, log.slice(0, half));
        expect(readBoard(openBoard(null, log))).toEqual(readBoard(doc));
        expect(readBoard(openBoard(snapshot, log.slice(half)))).toEqual(readBoard(doc));
        expect(readBoard(openBoard(encodeBoard(doc), []))).toEqual(readBoard(doc));
      }),
    );
  });

  test('two servers at once agree, and no leaf is lost', () => {
    fc.assert(
      fc.property(ops, ops, ops, (before, left, right) => {
        const one = start();
        run(one, before);
        const two = openBoard(encodeBoard(one), []);
        run(one, left);
        run(two, right);
        Y.applyUpdate(one, encodeBoard(two));
        Y.applyUpdate(two, encodeBoard(one));
        expect(readBoard(one)).toEqual(readBoard(two));
        // What one of them put and neither took is on the board, whatever happened to its branch.
        const taken = new Set(
          [...left, ...right].flatMap((o) => (o.op === 'leaf-take' ? [o.leafId] : [])),
        );
        const ids = (doc: Y.Doc) => {
          const { branches, loose } = readBoard(doc);
          return [...branches.flatMap((b) => b.leaves), ...loose].map(({ id }) => id);
        };
        const merged = ids(one);
        for (const id of ids(two)) if (!taken.has(id)) expect(merged).toContain(id);
        expect(new Set(merged).size).toBe(merged.length);
      }),
    );
  });

  test('after two servers met, the next moves still land where they were meant', () => {
    fc.assert(
      fc.property(ops, ops, ops, (left, right, after) => {
        const one = start();
        const two = openBoard(encodeBoard(one), []);
        run(one, left);
        run(two, right);
        Y.applyUpdate(one, encodeBoard(two));
        const was = readBoard(one);
        for (const inverse of run(one, after).reverse())
          for (const each of inverse) expect(apply(one, each).ok).toBe(true);
        expect(readBoard(one)).toEqual(was);
      }),
    );
  });

  test('a sketch kept from one operation to the next says what the document says', () => {
    fc.assert(
      fc.property(ops, ops, ops, (left, right, after) => {
        const doc = start();
        const two = openBoard(encodeBoard(doc), []);
        run(doc, left);
        run(two, right);
        Y.applyUpdate(doc, encodeBoard(two));
        const sketch = sketchOf(doc);
        for (const one of after) {
          applyWith({ doc, sketch }, [one]);
          const { branches, loose } = readOutline(doc);
          const idsOn = (branch: string | null) => leavesOn(sketch, branch).map(({ id }) => id);
          expect(idsOn(null)).toEqual(loose);
          for (const branch of branches) expect(idsOn(branch.id)).toEqual(branch.leafIds);
        }
      }),
    );
  });
});
