import type { BoardOp } from '@canopy/board';
import type { BoardContent } from '@canopy/domain';
import { leafIdsIn } from './offer-leaf.ts';

/**
 * An undo made for the board as it was, cut to the board as it is: steps about leaves or branches
 * that others have taken away since are left out, and a leaf whose branch is gone comes back loose.
 */
export function mend(board: BoardContent, ops: readonly BoardOp[]): BoardOp[] {
  const leaves = leafIdsIn(board);
  const branches = new Set(board.branches.map(({ id }) => id));
  const standing = (branchId: string | null): string | null =>
    branchId !== null && branches.has(branchId) ? branchId : null;
  return ops.flatMap((op): BoardOp[] => {
    switch (op.op) {
      case 'leaf-put':
        if (leaves.has(op.leaf.id)) return [];
        leaves.add(op.leaf.id);
        return [{ ...op, branchId: standing(op.branchId) }];
      case 'leaf-move':
        return leaves.has(op.leafId) ? [{ ...op, branchId: standing(op.branchId) }] : [];
      case 'leaf-edit':
        return leaves.has(op.leafId) ? [op] : [];
      case 'leaf-take':
        return leaves.delete(op.leafId) ? [op] : [];
      case 'branch-put':
        if (branches.has(op.branch.id)) return [];
        branches.add(op.branch.id);
        return [op];
      case 'branch-rename':
      case 'branch-move':
        return branches.has(op.branchId) ? [op] : [];
      case 'branch-take':
        return branches.delete(op.branchId) ? [op] : [];
      case 'branch-merge':
        return branches.has(op.into) && branches.delete(op.branchId) ? [op] : [];
    }
  });
}
