import { BRANCHES_MAX, type RefusalCode } from '@canopy/domain';
import type * as Y from 'yjs';
import { branchesOf, leavesOf, readPlace, readRank, type Place } from './layout.ts';
import type { BoardOp } from './op.ts';
import { inOrder, type Ranked } from './outline.ts';

/**
 * Where everything stands, beside the document while operations run, so a batch reads it once. Leaves
 * are also kept in order, branch by branch: where one comes to stand is asked at every click.
 */
export class Sketch {
  readonly branches = new Map<string, string>();
  readonly #places = new Map<string, Place>();
  /** By what each leaf says its branch is, standing or not. */
  readonly #rows = new Map<string | null, Ranked[]>();

  get leaves(): ReadonlyMap<string, Place> {
    return this.#places;
  }

  place(id: string, place: Place): void {
    this.remove(id);
    this.#places.set(id, place);
    const row = this.#rows.get(place.branch) ?? [];
    this.#rows.set(place.branch, row);
    const leaf = { id, rank: place.rank };
    row.splice(positionIn(row, leaf), 0, leaf);
  }

  remove(id: string): void {
    const was = this.#places.get(id);
    if (was === undefined) return;
    this.#places.delete(id);
    const row = this.#rows.get(was.branch);
    row?.splice(positionIn(row, { id, rank: was.rank }), 1);
  }

  /** The leaves read on this branch, in order; null = loose. Do not change it. */
  row(branchId: string | null): readonly Ranked[] {
    if (branchId !== null)
      return this.branches.has(branchId) ? (this.#rows.get(branchId) ?? []) : [];
    // On a branch that another server took away meanwhile: loose too.
    const loose = [...this.#rows].filter(([id]) => id === null || !this.branches.has(id));
    const [only] = loose;
    if (loose.length < 2) return only?.[1] ?? [];
    return loose.flatMap(([, row]) => row).sort(inOrder);
  }
}

/** Where in an ordered list this one stands, or would stand. */
function positionIn(row: readonly Ranked[], leaf: Ranked): number {
  let [from, to] = [0, row.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const there = row[middle];
    if (there !== undefined && inOrder(there, leaf) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

export function sketchOf(doc: Y.Doc): Sketch {
  const sketch = new Sketch();
  for (const [id, entry] of branchesOf(doc)) {
    const rank = readRank(entry);
    if (rank !== null) sketch.branches.set(id, rank);
  }
  for (const [id, entry] of leavesOf(doc)) {
    const place = readPlace(entry);
    if (place !== null) sketch.place(id, place);
  }
  return sketch;
}

/** The branch a leaf is read under: loose when its branch is gone. */
export function branchOf(sketch: Sketch, leafId: string): string | null {
  const branch = sketch.leaves.get(leafId)?.branch ?? null;
  return branch !== null && sketch.branches.has(branch) ? branch : null;
}

export const leavesOn = (sketch: Sketch, branchId: string | null): Ranked[] => [
  ...sketch.row(branchId),
];

/** The two leaves around a place on a branch, reckoned without `leafId`: in front of `before`, or last. */
export function gapOn(
  sketch: Sketch,
  branchId: string | null,
  before: string | null,
  leafId: string,
): { low: string | null; high: string | null } {
  const row = sketch.row(branchId);
  const isThere = before !== null && branchOf(sketch, before) === branchId;
  const at = isThere ? positionIn(row, rankedAs(sketch, before)) : row.length;
  const low = row[at - 1]?.id === leafId ? row[at - 2] : row[at - 1];
  return { low: low?.rank ?? null, high: row[at]?.rank ?? null };
}

/** The leaf that comes after this one where it stands; null = it is the last. */
export function leafAfter(sketch: Sketch, leafId: string): string | null {
  const row = sketch.row(branchOf(sketch, leafId));
  return row[positionIn(row, rankedAs(sketch, leafId)) + 1]?.id ?? null;
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
