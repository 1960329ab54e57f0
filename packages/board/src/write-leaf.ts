import { leavesOf, readLeaf } from './layout.ts';
import type { BoardOp } from './op.ts';
import { mapIn, setPlace, spotBetween, spotIn, type Op, type Pen } from './pen.ts';
import { branchOf, gapOn, leafAfter, leavesOn } from './sketch.ts';

/** Each writes, and returns what undoes it. That it can be done was checked for the whole list before. */

export function put(pen: Pen, { leaf, branchId, before }: Op<'leaf-put'>): BoardOp[] {
  const rank = spotOn(pen, leaf.id, branchId, before);
  const entry = mapIn(leavesOf(pen.doc), leaf.id);
  entry.set('kind', leaf.kind);
  entry.set('content', { ...leaf.content });
  entry.set('lang', leaf.lang);
  if (leaf.alias !== null) entry.set('alias', leaf.alias);
  setPlace(pen, leaf.id, branchId, rank);
  return [{ op: 'leaf-take', leafId: leaf.id }];
}

export function edit(pen: Pen, { leafId, kind, content }: Op<'leaf-edit'>): BoardOp[] {
  const entry = mapIn(leavesOf(pen.doc), leafId);
  const was = readLeaf(entry, leafId, null);
  entry.set('kind', kind);
  entry.set('content', { ...content });
  return was === null ? [] : [{ op: 'leaf-edit', leafId, kind: was.kind, content: was.content }];
}

export function move(pen: Pen, { leafId, branchId, before }: Op<'leaf-move'>): BoardOp[] {
  const from = branchOf(pen.sketch, leafId);
  const next = leafAfter(pen.sketch, leafId);
  // "In front of itself" is where it stands already.
  const spot = before === leafId ? next : before;
  setPlace(pen, leafId, branchId, spotOn(pen, leafId, branchId, spot));
  return [{ op: 'leaf-move', leafId, branchId: from, before: next }];
}

export function take(pen: Pen, leafId: string): BoardOp[] {
  const branchId = branchOf(pen.sketch, leafId);
  const before = leafAfter(pen.sketch, leafId);
  const was = readLeaf(leavesOf(pen.doc).get(leafId), leafId, branchId);
  leavesOf(pen.doc).delete(leafId);
  pen.sketch.remove(leafId);
  if (was === null) return [];
  const { id, kind, content, lang, alias } = was;
  return [{ op: 'leaf-put', leaf: { id, kind, content, lang, alias }, branchId, before }];
}

/** A rank on that branch, reckoned without the leaf itself: moving within a branch is a move too. */
function spotOn(pen: Pen, leafId: string, branchId: string | null, before: string | null): string {
  const { low, high } = gapOn(pen.sketch, branchId, before, leafId);
  const spot = spotBetween(low, high);
  if (spot !== null) return spot;
  const others = leavesOn(pen.sketch, branchId).filter(({ id }) => id !== leafId);
  return spotIn(others, before, (id, rank) => setPlace(pen, id, branchId, rank));
}
