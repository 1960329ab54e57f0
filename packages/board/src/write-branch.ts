import { branchesOf, readBranch } from './layout.ts';
import type { BoardOp } from './op.ts';
import { after, mapIn, setPlace, setRank, spotIn, type Op, type Pen } from './pen.ts';
import { branchesIn, leavesOn } from './sketch.ts';
import { move as moveLeaf } from './write-leaf.ts';

/** Each writes, and returns what undoes it. That it can be done was checked for the whole list before. */

export function put(pen: Pen, { branch, before }: Op<'branch-put'>): BoardOp[] {
  // Leaves another server put on this branch while it was away are read as loose: they stay so.
  for (const [id, place] of [...pen.sketch.leaves])
    if (place.branch === branch.id) setPlace(pen, id, null, place.rank);
  const rank = spotOf(pen, branch.id, before);
  const { en, cy } = branch.title;
  mapIn(branchesOf(pen.doc), branch.id).set('title', { en, cy });
  setRank(pen, branch.id, rank);
  return [{ op: 'branch-take', branchId: branch.id }];
}

export function rename(pen: Pen, { branchId, title }: Op<'branch-rename'>): BoardOp[] {
  const entry = mapIn(branchesOf(pen.doc), branchId);
  const was = readBranch(entry, branchId);
  entry.set('title', { en: title.en, cy: title.cy });
  return was === null ? [] : [{ op: 'branch-rename', branchId, title: was.title }];
}

export function move(pen: Pen, { branchId, before }: Op<'branch-move'>): BoardOp[] {
  const next = after(branchesIn(pen.sketch), branchId);
  setRank(pen, branchId, spotOf(pen, branchId, before === branchId ? next : before));
  return [{ op: 'branch-move', branchId, before: next }];
}

/** Moves its leaves, in order, to the end of another branch (null = loose), then takes it away. */
export function empty(pen: Pen, branchId: string, into: string | null): BoardOp[] {
  const back: BoardOp[] = [];
  for (const { id } of leavesOn(pen.sketch, branchId)) {
    moveLeaf(pen, { op: 'leaf-move', leafId: id, branchId: into, before: null });
    back.push({ op: 'leaf-move', leafId: id, branchId, before: null });
  }
  const before = after(branchesIn(pen.sketch), branchId);
  const was = readBranch(branchesOf(pen.doc).get(branchId), branchId);
  branchesOf(pen.doc).delete(branchId);
  pen.sketch.branches.delete(branchId);
  const branch = was ?? { id: branchId, title: { en: '', cy: '' } };
  return [{ op: 'branch-put', branch, before }, ...back];
}

function spotOf(pen: Pen, branchId: string, before: string | null): string {
  const others = branchesIn(pen.sketch).filter(({ id }) => id !== branchId);
  return spotIn(others, before, (id, rank) => setRank(pen, id, rank));
}
