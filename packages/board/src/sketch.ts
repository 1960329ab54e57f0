import { BRANCHES_MAX, type RefusalCode } from '@canopy/domain';
import type * as Y from 'yjs';
import { branchesOf, leavesOf, readPlace, readRank, type Place } from './layout.ts';
import type { BoardOp } from './op.ts';
import { inOrder, type Ranked } from './outline.ts';

/** Where everything stands, beside the document while operations run, so a batch reads it once. */
export type Sketch = { leaves: Map<string, Place>; branches: Map<string, string> };

export function sketchOf(doc: Y.Doc): Sketch {
  const sketch: Sketch = { leaves: new Map(), branches: new Map() };
  for (const [id, entry] of branchesOf(doc)) {
    const rank = readRank(entry);
    if (rank !== null) sketch.branches.set(id, rank);
  }
  for (const [id, entry] of leavesOf(doc)) {
    const place = readPlace(entry);
    if (place !== null) sketch.leaves.set(id, place);
  }
  return sketch;
}

/** The branch a leaf is read under: loose when its branch is gone. */
export function branchOf(sketch: Sketch, leafId: string): string | null {
  const branch = sketch.leaves.get(leafId)?.branch ?? null;
  return branch !== null && sketch.branches.has(branch) ? branch : null;
}

export function leavesOn(sketch: Sketch, branchId: string | null): Ranked[] {
  const found: Ranked[] = [];
  for (const [id, { rank }] of sketch.leaves)
    if (branchOf(sketch, id) === branchId) found.push({ id, rank });
  return found.sort(inOrder);
}

export const branchesIn = (sketch: Sketch): Ranked[] =>
  [...sketch.branches].map(([id, rank]) => ({ id, rank })).sort(inOrder);

/**
 * Why these operations cannot be applied in this order; null = they can. Asked of the whole list
 * before anything is written: a document cannot be rolled back.
 */
export function whyNot(sketch: Sketch, ops: readonly BoardOp[]): RefusalCode | null {
  const leaves = new Set(sketch.leaves.keys());
  const branches = new Set(sketch.branches.keys());
  const stands = (branchId: string | null): boolean => branchId === null || branches.has(branchId);
  for (const op of ops) {
    switch (op.op) {
      case 'leaf-put':
        if (leaves.has(op.leaf.id)) return 'bad-input';
        if (!stands(op.branchId)) return 'branch-gone';
        leaves.add(op.leaf.id);
        break;
      case 'leaf-edit':
        if (!leaves.has(op.leafId)) return 'leaf-gone';
        break;
      case 'leaf-move':
        if (!leaves.has(op.leafId)) return 'leaf-gone';
        if (!stands(op.branchId)) return 'branch-gone';
        break;
      case 'leaf-take':
        if (!leaves.delete(op.leafId)) return 'leaf-gone';
        break;
      case 'branch-put':
        if (branches.has(op.branch.id)) return 'bad-input';
        if (branches.size >= BRANCHES_MAX) return 'too-many';
        branches.add(op.branch.id);
        break;
      case 'branch-rename':
      case 'branch-move':
        if (!branches.has(op.branchId)) return 'branch-gone';
        break;
      case 'branch-merge':
        if (op.branchId === op.into) return 'bad-input';
        if (!branches.has(op.into) || !branches.delete(op.branchId)) return 'branch-gone';
        break;
      case 'branch-take':
        if (!branches.delete(op.branchId)) return 'branch-gone';
        break;
    }
  }
  return null;
}
