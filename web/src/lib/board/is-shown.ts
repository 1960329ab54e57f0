import type { Leaf, LeafContent } from '@canopy/domain';
import type { HeldLeaf } from '@canopy/protocol';
import type { Letter } from '#lib/live/outbox-letter.ts';
import { placedId, type Seen } from './as-it-will-be.ts';
import { findLeaf, leavesOn } from './places.ts';

/**
 * Whether what the server has told us shows that this letter was done. `stirred` = the server changed
 * that leaf since the letter was written: then being on the right branch is enough, for others may
 * have gone on from there.
 */
export function isShown(letter: Letter, told: Seen, stirred: boolean): boolean {
  switch (letter.command) {
    case 'leaf:place': {
      const id = placedId(letter);
      return find(told, id) !== undefined;
    }
    case 'leaf:edit': {
      const { leafId, kind, content } = letter.input;
      const leaf = find(told, leafId);
      return leaf !== undefined && leaf.kind === kind && says(leaf.content, content);
    }
    case 'leaf:move': {
      const { leafId, branchId, before } = letter.input;
      const leaf = findLeaf(told.board, leafId);
      if (leaf === undefined) return true;
      if (leaf.branchId !== branchId) return false;
      const around = leavesOn(told.board, branchId);
      const next = around[around.findIndex(({ id }) => id === leafId) + 1]?.id ?? null;
      return stirred || next === before;
    }
    case 'leaf:withdraw':
    case 'leaf:remove':
      return find(told, letter.input.leafId) === undefined;
    default:
      return true;
  }
}

const find = ({ board, held }: Seen, leafId: string): Leaf | HeldLeaf | undefined =>
  findLeaf(board, leafId) ?? held.find(({ id }) => id === leafId);

/** Leaves are small and made by one hand in one order of keys. */
const says = (one: LeafContent, other: LeafContent): boolean =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
