import type { BoardContent, Leaf } from '@canopy/domain';
import type * as Y from 'yjs';
import { branchesOf, leavesOf, readBranch, readLeaf } from './layout.ts';
import { readOutline } from './outline.ts';

/** The whole board in reading order. An entry that cannot be read is left out; the rest still shows. */
export function readBoard(doc: Y.Doc): BoardContent {
  const leaves = leavesOf(doc);
  const branches = branchesOf(doc);
  const outline = readOutline(doc);
  const all = (ids: string[], branchId: string | null): Leaf[] =>
    ids.flatMap((id) => readLeaf(leaves.get(id), id, branchId) ?? []);
  return {
    branches: outline.branches.map(({ id, leafIds }) => ({
      // A branch whose title is unreadable keeps its leaves: words are never hidden by a heading.
      ...(readBranch(branches.get(id), id) ?? { id, title: { en: '', cy: '' } }),
      leaves: all(leafIds, id),
    })),
    loose: all(outline.loose, null),
  };
}
