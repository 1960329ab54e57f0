import { tidyAction } from './tidy.ts';

/** Two themes turn out to be one: the leaves keep their order, behind those already there. */
export const branchMerge = tidyAction('branch:merge', ({ branchId, into }) => ({
  op: 'branch-merge',
  branchId,
  into,
}));
