import type * as Y from 'yjs';
import { textOf } from './document.ts';

/** At `at`, `remove` characters go and `insert` comes. Counted in UTF-16 units, as a text box counts. */
export type Splice = { at: number; remove: number; insert: string };

/** One insertion, so that its bytes fit one update in any script (three bytes a unit at most). */
const INSERT_MAX = 16_000;
/** One deletion: at worst each character is a range of its own. */
const REMOVE_MAX = 2_000;

const isLow = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
};

/**
 * The one change that turns `before` into `after`. `caret` = where the caret stands in `after`: it
 * tells which of several equal letters was typed, so that words typed beside it stay beside it.
 * Never cuts a letter of two units in half. Null = nothing changed.
 */
export function findSplice(before: string, after: string, caret: number): Splice | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  const tailMax = Math.min(shorter, after.length - Math.min(caret, after.length));
  let tail = 0;
  while (
    tail < tailMax &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail += 1;
  let head = 0;
  while (head < shorter - tail && before.charCodeAt(head) === after.charCodeAt(head)) head += 1;
  while (
    tail < shorter - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail += 1;
  if (head > 0 && (isLow(before, head) || isLow(after, head))) head -= 1;
  if (tail > 0 && (isLow(before, before.length - tail) || isLow(after, after.length - tail)))
    tail -= 1;
  return {
    at: head,
    remove: before.length - head - tail,
    insert: after.slice(head, after.length - tail),
  };
}

/**
 * Writes a change into the notes, in as many transactions as keep each one small enough to send.
 * `origin` = what the document's listeners are told it came from.
 */
export function writeSplice(
  doc: Y.Doc,
  { at, remove, insert }: Splice,
  origin: unknown = null,
): void {
  const text = textOf(doc);
  let left = remove;
  for (; left > REMOVE_MAX; left -= REMOVE_MAX)
    doc.transact(() => text.delete(at, REMOVE_MAX), origin);
  const [first = '', ...rest] = inParts(insert);
  doc.transact(() => {
    if (left > 0) text.delete(at, left);
    if (first !== '') text.insert(at, first);
  }, origin);
  let to = at + first.length;
  for (const part of rest) {
    doc.transact(() => text.insert(to, part), origin);
    to += part.length;
  }
}

function inParts(text: string): string[] {
  const parts: string[] = [];
  for (let from = 0; from < text.length;) {
    const end = Math.min(text.length, from + INSERT_MAX);
    const to = end < text.length && isLow(text, end) ? end - 1 : end;
    parts.push(text.slice(from, to));
    from = to;
  }
  return parts;
}
