import {
  PIECES_WORTH_REBUILDING,
  compactNotes,
  countPieces,
  openNotes,
  readNotes,
  rebuildNotes,
} from '@canopy/notes';
import type { Store } from '@canopy/storage';

/**
 * Writes notes whole, from the log and never from memory: reading it back is what makes taken-away
 * words leave the database (reliability 5). With nobody here to disturb, notes in very many pieces
 * are written afresh instead, in a new epoch: whoever has them open on another host loads them again.
 * True = written afresh.
 */
export async function saveNotes(
  store: Store,
  sessionId: string,
  nobodyIsHere: boolean,
): Promise<boolean> {
  const stored = await store.notes.load(sessionId);
  if (stored === null) return false;
  const log = stored.log.map(({ update }) => update);
  const doc = openNotes(stored.snapshot, log);
  const [pieces, text] = [countPieces(doc), readNotes(doc)];
  doc.destroy();
  if (nobodyIsHere && pieces > PIECES_WORTH_REBUILDING)
    return store.notes.rebuild(sessionId, stored.seq, rebuildNotes(text));
  if (stored.log.length > 0)
    await store.notes.saveSnapshot(sessionId, stored.seq, compactNotes(stored.snapshot, log));
  return false;
}
