import type { BoardContent, Leaf } from '@canopy/domain';

/** Where a leaf can go, by name. Every one of these is a button somewhere (people 2). */
export type Destination =
  | { to: 'branch'; branchId: string }
  | { to: 'no-branch' }
  | { to: 'earlier' | 'later' | 'first' | 'last' }
  | { to: 'before'; leafId: string };

/** The place as the server takes it: in front of which leaf; null = last. */
export type Place = { branchId: string | null; before: string | null };

/** All leaves in reading order: those on no branch first, for they still need a place. */
export const inReadingOrder = (content: BoardContent): Leaf[] => [
  ...content.loose,
  ...content.branches.flatMap((branch) => branch.leaves),
];

export const findLeaf = (content: BoardContent, leafId: string): Leaf | undefined =>
  inReadingOrder(content).find(({ id }) => id === leafId);

export const leavesOn = (content: BoardContent, branchId: string | null): readonly Leaf[] =>
  branchId === null
    ? content.loose
    : (content.branches.find(({ id }) => id === branchId)?.leaves ?? []);

/** Null = it would change nothing. */
export function placeOf(content: BoardContent, leaf: Leaf, destination: Destination): Place | null {
  const siblings = leavesOn(content, leaf.branchId);
  const at = siblings.findIndex(({ id }) => id === leaf.id);
  const here = (before: string | undefined): Place => ({
    branchId: leaf.branchId,
    before: before ?? null,
  });
  switch (destination.to) {
    case 'branch':
      return destination.branchId === leaf.branchId
        ? null
        : { branchId: destination.branchId, before: null };
    case 'no-branch':
      return leaf.branchId === null ? null : { branchId: null, before: null };
    case 'earlier':
      return at <= 0 ? null : here(siblings[at - 1]?.id);
    case 'later':
      return at < 0 || at === siblings.length - 1 ? null : here(siblings[at + 2]?.id);
    case 'first':
      return at <= 0 ? null : here(siblings[0]?.id);
    case 'last':
      return at < 0 || at === siblings.length - 1 ? null : here(undefined);
    case 'before': {
      const target = findLeaf(content, destination.leafId);
      if (target === undefined || target.id === leaf.id) return null;
      return { branchId: target.branchId, before: target.id };
    }
  }
}
