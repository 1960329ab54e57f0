import { tidyAction } from './tidy.ts';

export const branchRename = tidyAction('branch:rename', ({ branchId, title }) => ({
  op: 'branch-rename',
  branchId,
  title,
}));
