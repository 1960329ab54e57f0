import * as Y from 'yjs';

/** The one root of a notes document: a plain Yjs text. Written down, so it stays. */
export const NOTES_ROOT = 'notes';

/** Garbage collection on: what was deleted is forgotten by the document (reliability 5). */
export const newNotes = (): Y.Doc => new Y.Doc({ gc: true });

export const textOf = (doc: Y.Doc): Y.Text => doc.getText(NOTES_ROOT);

/** The notes as plain text, lines ended by `\n`. */
export const readNotes = (doc: Y.Doc): string => textOf(doc).toString();

/** A document from what was stored: a snapshot and the log entries after it, in order. */
export function openNotes(snapshot: Uint8Array | null, log: readonly Uint8Array[]): Y.Doc {
  const doc = newNotes();
  doc.transact(() => {
    if (snapshot !== null) Y.applyUpdate(doc, snapshot);
    for (const update of log) Y.applyUpdate(doc, update);
  });
  // Named once, so that what arrives is a text and not yet untyped.
  textOf(doc);
  return doc;
}

/** Snapshot and log as one snapshot, replayed and not merged: merging keeps every deleted word readable. */
export function compactNotes(snapshot: Uint8Array | null, log: readonly Uint8Array[]): Uint8Array {
  const doc = openNotes(snapshot, log);
  const whole = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return whole;
}

/** The same words in a document without a past, for notes whose history outweighs them. */
export function rebuildNotes(text: string): Uint8Array {
  const doc = newNotes();
  textOf(doc).insert(0, text);
  const whole = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return whole;
}

/** How many pieces a document is in, deleted ones too. */
export function countPieces(doc: Y.Doc): number {
  let pieces = 0;
  for (const structs of doc.store.clients.values()) pieces += structs.length;
  return pieces;
}
