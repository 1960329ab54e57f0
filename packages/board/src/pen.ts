import * as Y from 'yjs';
import { branchesOf, leavesOf } from './layout.ts';
import type { BoardOp } from './op.ts';
import type { Ranked } from './outline.ts';
import { RANK_LONG, rankBetween, ranksFor } from './rank.ts';
import type { Sketch } from './sketch.ts';

/** A document being written, and where everything in it stands: both are changed together. */
export type Pen = { doc: Y.Doc; sketch: Sketch };

export type Op<Name extends BoardOp['op']> = Extract<BoardOp, { op: Name }>;

export function setPlace(pen: Pen, leafId: string, branch: string | null, rank: string): void {
  pen.sketch.place(leafId, { branch, rank });
  mapIn(leavesOf(pen.doc), leafId).set('place', { branch, rank });
}

export function setRank(pen: Pen, branchId: string, rank: string): void {
  pen.sketch.branches.set(branchId, rank);
  mapIn(branchesOf(pen.doc), branchId).set('rank', rank);
}

/** The map of one entry, made when it is not there. */
export function mapIn(parent: Y.Map<unknown>, id: string): Y.Map<unknown> {
  const found = parent.get(id);
  if (found instanceof Y.Map) return found as Y.Map<unknown>;
  const made = new Y.Map<unknown>();
  parent.set(id, made);
  return made;
}

/** What comes after `id` in this list: where to put it back. */
export const after = (list: readonly Ranked[], id: string): string | null =>
  list[list.findIndex((each) => each.id === id) + 1]?.id ?? null;

/** A rank between two neighbours; null = they share one, or keys have grown long: spread them out. */
export function spotBetween(low: string | null, high: string | null): string | null {
  if (low !== null && high !== null && low >= high) return null;
  const rank = rankBetween(low, high);
  return rank.length <= RANK_LONG ? rank : null;
}

/**
 * A rank in front of `before`, or last. When two neighbours share a rank (two servers at one moment)
 * or keys have grown long, the whole list is spread out afresh through `setEach`.
 */
export function spotIn(
  list: readonly Ranked[],
  before: string | null,
  setEach: (id: string, rank: string) => void,
): string {
  const found = before === null ? -1 : list.findIndex(({ id }) => id === before);
  const at = found === -1 ? list.length : found;
  const low = list[at - 1]?.rank ?? null;
  const high = list[at]?.rank ?? null;
  const spot = spotBetween(low, high);
  if (spot !== null) return spot;
  const fresh = ranksFor(list.length);
  for (const [i, { id }] of list.entries()) setEach(id, fresh[i] ?? '');
  return rankBetween(fresh[at - 1] ?? null, fresh[at] ?? null);
}
