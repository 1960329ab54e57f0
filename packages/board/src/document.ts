import type { Bilingual } from '@canopy/domain';
import * as Y from 'yjs';
import { LAYOUT, branchesOf, metaOf } from './layout.ts';
import { ranksFor } from './rank.ts';

/** A board with these branches and no leaves. */
export function newBoard(branches: readonly { id: string; title: Bilingual }[]): Y.Doc {
  const doc = emptyDoc();
  const ranks = ranksFor(branches.length);
  doc.transact(() => {
    metaOf(doc).set('layout', LAYOUT);
    for (const [i, { id, title }] of branches.entries()) {
      const entry = new Y.Map<unknown>();
      entry.set('title', { en: title.en, cy: title.cy });
      entry.set('rank', ranks[i] ?? '');
      branchesOf(doc).set(id, entry);
    }
  });
  return doc;
}

/** Garbage collection on: what was deleted is forgotten by the document (reliability 5). */
export const emptyDoc = (): Y.Doc => new Y.Doc({ gc: true });

/** A document from what was stored: a snapshot and the log entries after it, in order. */
export function openBoard(snapshot: Uint8Array | null, log: readonly Uint8Array[]): Y.Doc {
  const doc = emptyDoc();
  doc.transact(() => {
    if (snapshot !== null) Y.applyUpdate(doc, snapshot);
    for (const update of log) Y.applyUpdate(doc, update);
  });
  return doc;
}

/** The document whole, as one update. */
export const encodeBoard = (doc: Y.Doc): Uint8Array => Y.encodeStateAsUpdate(doc);

/**
 * Snapshot and log as one snapshot. Replayed and encoded again, not merged: merging updates keeps
 * every deleted word readable, replaying into a collecting document does not (reliability 5).
 */
export function compactBoard(snapshot: Uint8Array | null, log: readonly Uint8Array[]): Uint8Array {
  const doc = openBoard(snapshot, log);
  const whole = encodeBoard(doc);
  doc.destroy();
  return whole;
}
