import { boardReveal } from './reveal-board.ts';
import { boardUndo } from './undo-deed.ts';
import { branchAdd } from './add-branch.ts';
import { branchMerge } from './merge-branch.ts';
import { branchMove } from './move-branch.ts';
import { branchRemove } from './remove-branch.ts';
import { branchRename } from './rename-branch.ts';
import { leafEdit } from './edit-leaf.ts';
import { leafMove } from './move-leaf.ts';
import { leafPlace } from './place-leaf.ts';
import { leafRemove } from './remove-leaf.ts';
import { leafWho } from './ask-who-wrote.ts';
import { leafWithdraw } from './withdraw-leaf.ts';

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
