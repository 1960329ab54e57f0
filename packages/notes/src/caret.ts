/** What Yjs tells of a change to a text, as far as plain text can change. */
export type TextDelta = readonly {
  retain?: number | undefined;
  insert?: unknown;
  delete?: number | undefined;
}[];

/**
 * Where a caret stands after somebody else's change: on the same letter. What they type exactly at
 * the caret comes after it, so that nobody's own next letter jumps behind theirs.
 */
export function moveCaret(caret: number, delta: TextDelta): number {
  let at = caret;
  let here = 0;
  for (const { retain, insert, delete: gone } of delta) {
    if (retain !== undefined) here += retain;
    else if (typeof insert === 'string') {
      if (here < at) at += insert.length;
      here += insert.length;
    } else if (gone !== undefined && here < at) at -= Math.min(gone, at - here);
  }
  return at;
}
