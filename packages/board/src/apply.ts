import { ok, refuse, unreachable, type Result } from '@canopy/domain';
import type * as Y from 'yjs';
import { LAYOUT, metaOf } from './layout.ts';
import type { BoardOp } from './op.ts';
import { sketchOf, whyNot } from './sketch.ts';
import * as branch from './write-branch.ts';
import * as leaf from './write-leaf.ts';
import type { Pen } from './pen.ts';

/** One operation; see `applyAll`. */
export const apply = (doc: Y.Doc, op: BoardOp): Result<BoardOp[]> => applyAll(doc, [op]);

/**
 * Applies the operations in order as one Yjs transaction, so readers get one update. All or nothing:
 * `leaf-gone`, `branch-gone`, `too-many` or (an id used twice, a branch merged into itself)
 * `bad-input` leave the document untouched. Returns the operations that, in their order, undo it.
 */
export function applyAll(doc: Y.Doc, ops: readonly BoardOp[]): Result<BoardOp[]> {
  return applyWith({ doc, sketch: sketchOf(doc) }, ops);
}

/** As `applyAll`, with the sketch kept from one time to the next: both are changed together. */
export function applyWith(pen: Pen, ops: readonly BoardOp[]): Result<BoardOp[]> {
  const { doc } = pen;
  const refused = whyNot(pen.sketch, ops);
  if (refused !== null) return refuse(refused);
  const inverse: BoardOp[] = [];
  doc.transact(() => {
    if (metaOf(doc).get('layout') === undefined) metaOf(doc).set('layout', LAYOUT);
    for (const op of ops) inverse.unshift(...applyOne(pen, op));
  });
  return ok(inverse);
}

function applyOne(pen: Pen, op: BoardOp): BoardOp[] {
  switch (op.op) {
    case 'leaf-put':
      return leaf.put(pen, op);
    case 'leaf-edit':
      return leaf.edit(pen, op);
    case 'leaf-move':
      return leaf.move(pen, op);
    case 'leaf-take':
      return leaf.take(pen, op.leafId);
    case 'branch-put':
      return branch.put(pen, op);
    case 'branch-rename':
      return branch.rename(pen, op);
    case 'branch-move':
      return branch.move(pen, op);
    case 'branch-merge':
      return branch.empty(pen, op.branchId, op.into);
    case 'branch-take':
      return branch.empty(pen, op.branchId, null);
    default:
      return unreachable(op);
  }
}
