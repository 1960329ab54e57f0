import type { Bilingual, LeafContent, LeafInput, LeafKind } from '@canopy/domain';

/**
 * Everything that can happen to a board, as data: applied by the server, written as one log entry,
 * undone by the operations that `apply` returns. `before` = in front of which one; null, or one that
 * is no longer there, = last: whoever moved a leaf meant that branch, and still gets it.
 * `branchId` null = not on a branch yet.
 */
export type BoardOp =
  | {
      op: 'leaf-put';
      leaf: LeafInput & { id: string; alias: string | null };
      branchId: string | null;
      before: string | null;
    }
  | { op: 'leaf-edit'; leafId: string; kind: LeafKind; content: LeafContent }
  | { op: 'leaf-move'; leafId: string; branchId: string | null; before: string | null }
  | { op: 'leaf-take'; leafId: string }
  | { op: 'branch-put'; branch: { id: string; title: Bilingual }; before: string | null }
  | { op: 'branch-rename'; branchId: string; title: Bilingual }
  | { op: 'branch-move'; branchId: string; before: string | null }
  /** Moves all leaves of one branch to the end of another, in order, and takes the branch away. */
  | { op: 'branch-merge'; branchId: string; into: string }
  /** Takes a branch away; its leaves become loose. */
  | { op: 'branch-take'; branchId: string };
