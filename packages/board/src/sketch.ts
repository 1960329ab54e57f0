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

/**
 * The two leaves around a place on a branch, reckoned without `leafId`: in front of `before`, or last.
 * One pass and no sorting, for it is asked at every leaf that is placed or moved.
 */
export function gapOn(
  sketch: Sketch,
  branchId: string | null,
  before: string | null,
  leafId: string,
): { low: string | null; high: string | null } {
  const next = before === null || branchOf(sketch, before) !== branchId ? undefined : before;
  const high = next === undefined ? null : rankedAs(sketch, next);
  let low: Ranked | null = null;
  for (const [id, { rank }] of sketch.leaves) {
    if (id === leafId || id === next || branchOf(sketch, id) !== branchId) continue;
    const each = { id, rank };
    if (high !== null && inOrder(each, high) > 0) continue;
    if (low === null || inOrder(each, low) > 0) low = each;
  }
  return { low: low?.rank ?? null, high: high?.rank ?? null };
}

/** The leaf that comes after this one where it stands; null = it is the last. */
export function leafAfter(sketch: Sketch, leafId: string): string | null {
  const self = rankedAs(sketch, leafId);
  const branchId = branchOf(sketch, leafId);
  let next: Ranked | null = null;
  for (const [id, { rank }] of sketch.leaves) {
    if (id === leafId || branchOf(sketch, id) !== branchId) continue;
    const each = { id, rank };
    if (inOrder(each, self) < 0) continue;
    if (next === null || inOrder(each, next) < 0) next = each;
  }
  return next?.id ?? null;
}

const rankedAs = (sketch: Sketch, id: string): Ranked => ({
  id,
  rank: sketch.leaves.get(id)?.rank ?? '',
});

export const branchesIn = (sketch: Sketch): Ranked[] =>
  [...sketch.branches].map(([id, rank]) => ({ id, rank })).sort(inOrder);

/** Which ids would stand after the operations so far, without copying a board of thousands for one of them. */
class Standing {
  readonly #before: ReadonlyMap<string, unknown>;
  readonly #added = new Set<string>();
  readonly #gone = new Set<string>();

  constructor(before: ReadonlyMap<string, unknown>) {
    this.#before = before;
  }

  get size(): number {
    return this.#before.size + this.#added.size - this.#gone.size;
  }

  has(id: string): boolean {
    return this.#added.has(id) || (this.#before.has(id) && !this.#gone.has(id));
  }

  add(id: string): void {
    if (!this.#gone.delete(id)) this.#added.add(id);
  }

  /** False = it did not stand. */
  delete(id: string): boolean {
    if (!this.has(id)) return false;
    if (!this.#added.delete(id)) this.#gone.add(id);
    return true;
  }
}

/**
 * Why these operations cannot be applied in this order; null = they can. Asked of the whole list
 * before anything is written: a document cannot be rolled back.
 */
export function whyNot(sketch: Sketch, ops: readonly BoardOp[]): RefusalCode | null {
  const leaves = new Standing(sketch.leaves);
  const branches = new Standing(sketch.branches);
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
