import * as Y from 'yjs';
import { textOf } from './document.ts';
import type { Splice } from './splice.ts';

/**
 * What `old` says that `fresh` does not, as changes to `fresh`, one after the other. For words typed
 * while the line was down: their writer comes back under a new client id, which the server insists
 * on, so they are written anew at the place where they stand. What did arrive before the line broke
 * is in `fresh` and is not said twice.
 *
 * `old` must already have been given everything in `fresh`, and both be of one epoch. What goes is
 * written before what comes, so that notes which are nearly full never grow too long on the way.
 */
export function carryOver(old: Y.Doc, fresh: Y.Doc): Splice[] {
  const gone: Splice[] = [];
  const come: Splice[] = [];
  let kept = 0;
  let added = 0;
  for (let item = textOf(old)._start; item !== null; item = item.right) {
    for (let done = 0; done < item.length;) {
      const there = standing(fresh, item.id.client, item.id.clock + done, item.length - done);
      const { run } = there;
      if (item.deleted) {
        if (there.shown) put(gone, { at: kept, remove: run, insert: '' });
      } else if (there.shown) kept += run;
      else if (item.content instanceof Y.ContentString) {
        const insert = item.content.str.slice(done, done + run);
        put(come, { at: kept + added, remove: 0, insert });
        added += run;
      }
      done += run;
    }
  }
  return [...gone, ...come];
}

/** Words of this writer from `clock` on, in reading order: for when the notes they stood in are gone. */
export function wordsSince(old: Y.Doc, clientId: number, clock: number): string {
  let words = '';
  for (let item = textOf(old)._start; item !== null; item = item.right) {
    if (item.deleted || item.id.client !== clientId || !(item.content instanceof Y.ContentString))
      continue;
    words += item.content.str.slice(Math.max(0, clock - item.id.clock));
  }
  return words;
}

/** Whether `fresh` shows this character, and for how many of the next `most` the answer is the same. */
function standing(
  fresh: Y.Doc,
  client: number,
  clock: number,
  most: number,
): { shown: boolean; run: number } {
  const known = Y.getState(fresh.store, client);
  if (clock >= known) return { shown: false, run: most };
  const item = Y.getItem(fresh.store, Y.createID(client, clock));
  const run = Math.min(most, item.id.clock + item.length - clock);
  return { shown: !item.deleted, run };
}

/** Added to the last change where the two are really one. */
function put(splices: Splice[], next: Splice): void {
  const last = splices.at(-1);
  if (last !== undefined && last.at + last.insert.length === next.at) {
    last.remove += next.remove;
    last.insert += next.insert;
  } else splices.push({ ...next });
}
