import type { Letter } from './outbox-letter.ts';

/** What changes nothing of anybody's view but what its doer can undo: the server does not say it back. */
const ONLY_UNDO: ReadonlySet<Letter['command']> = new Set<Letter['command']>([
  'leaf:move',
  'branch:add',
  'branch:rename',
  'branch:move',
  'branch:merge',
  'branch:remove',
]);

/** The list with one more deed at its end, once it is acknowledged. */
export const withDeed = (undoable: string[], { command, intentId }: Letter): string[] =>
  !ONLY_UNDO.has(command) || undoable.includes(intentId) ? undoable : [...undoable, intentId];
