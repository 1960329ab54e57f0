import { tidyAction } from './tidy.ts';

/** The branch goes, its leaves stay, loose. */
export const branchRemove = tidyAction('branch:remove', ({ branchId }) => ({
  op: 'branch-take',
  branchId,
}));
