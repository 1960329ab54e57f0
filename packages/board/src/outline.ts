import type * as Y from 'yjs';
import { branchesOf, leavesOf, readPlace, readRank } from './layout.ts';

/**
 * Which leaf stands where, in reading order, without decoding what any leaf says: a browser asks
 * this on every change and decodes only leaves it has not seen.
 */
export type Outline = { branches: { id: string; leafIds: string[] }[]; loose: string[] };

export type Ranked = { id: string; rank: string };

/**
 * Two servers may choose the same key at the same moment; the id decides, alike for everyone.
 * Character codes, not `localeCompare`: a phone set to Welsh must not read another order.
 */
export const inOrder = (a: Ranked, b: Ranked): number =>
  a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

export function readOutline(doc: Y.Doc): Outline {
  const branches: (Ranked & { leaves: Ranked[] })[] = [];
  for (const [id, entry] of branchesOf(doc)) {
    const rank = readRank(entry);
    if (rank !== null) branches.push({ id, rank, leaves: [] });
  }
  const standing = new Map(branches.map((branch) => [branch.id, branch]));
  const loose: Ranked[] = [];
  for (const [id, entry] of leavesOf(doc)) {
    const place = readPlace(entry);
    if (place === null) continue;
    // A branch taken away while another server put a leaf on it: the leaf is loose, never lost.
    const branch = place.branch === null ? undefined : standing.get(place.branch);
    (branch?.leaves ?? loose).push({ id, rank: place.rank });
  }
  const ids = (ranked: Ranked[]): string[] => ranked.sort(inOrder).map(({ id }) => id);
  return {
    branches: branches.sort(inOrder).map(({ id, leaves }) => ({ id, leafIds: ids(leaves) })),
    loose: ids(loose),
  };
}
