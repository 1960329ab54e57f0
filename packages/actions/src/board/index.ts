import { boardReveal } from './board-reveal.ts';
import { boardUndo } from './board-undo.ts';
import { branchAdd } from './branch-add.ts';
import { branchMerge } from './branch-merge.ts';
import { branchMove } from './branch-move.ts';
import { branchRemove } from './branch-remove.ts';
import { branchRename } from './branch-rename.ts';
import { leafEdit } from './leaf-edit.ts';
import { leafMove } from './leaf-move.ts';
import { leafPlace } from './leaf-place.ts';
import { leafRemove } from './leaf-remove.ts';
import { leafWho } from './leaf-who.ts';
import { leafWithdraw } from './leaf-withdraw.ts';

export const boardActions = {
  'leaf:place': leafPlace,
  'leaf:edit': leafEdit,
  'leaf:withdraw': leafWithdraw,
  'leaf:move': leafMove,
  'leaf:remove': leafRemove,
  'leaf:who': leafWho,
  'branch:add': branchAdd,
  'branch:rename': branchRename,
  'branch:move': branchMove,
  'branch:merge': branchMerge,
  'branch:remove': branchRemove,
  'board:reveal': boardReveal,
  'board:undo': boardUndo,
};
