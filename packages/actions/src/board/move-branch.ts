import { tidyAction } from './tidy.ts';

export const branchMove = tidyAction('branch:move', ({ branchId, before }) => ({
  op: 'branch-move',
  branchId,
  before,
}));
