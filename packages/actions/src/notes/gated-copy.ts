import { letIn, openNotes } from '@canopy/notes';
import { ok, refuse, type Result } from '@canopy/domain';
import type { NotesHead, Store } from '@canopy/storage';
import * as Y from 'yjs';

type Copy = NotesHead & { doc: Y.Doc };

/**
 * The copy behind the gate: what one transaction sees of the notes. It runs ahead of what is committed
 * and is thrown away, to be read again from the log, when something was refused half way or rolled back.
 */
export class GatedCopy {
  readonly #sessionId: string;
  #copy: Copy | null = null;

  constructor(sessionId: string) {
    this.#sessionId = sessionId;
  }

  forget(): void {
    this.#copy = null;
  }

  /** The document at this number, if that is where the copy stands. For comparing. */
  at(seq: number): Y.Doc | null {
    return this.#copy?.seq === seq ? this.#copy.doc : null;
  }

  /** Lets updates in and logs what they taught. Null = they taught nothing, so nothing was logged. */
  async write(
    tx: Store,
    { clientId, epoch }: { clientId: number; epoch: number },
    updates: readonly Uint8Array[],
  ): Promise<Result<{ seq: number; update: Uint8Array } | null>> {
    const head = await tx.notes.head(this.#sessionId);
    if (head === null) return refuse('not-found');
    if (head.epoch !== epoch) return refuse('reload-needed');
    // Sent before its browser came back as another and wrote the same words again: late, not lost.
    if (await tx.notes.hasEnded(this.#sessionId, clientId)) return refuse('reload-needed');
    const copy = await this.#standingAt(tx, head);
    // In nobody's hands until it is known to be whole.
    this.#copy = null;
    const learned: Uint8Array[] = [];
    for (const update of updates) {
      const verdict = letIn(copy.doc, update, clientId);
      if (!verdict.ok) {
        if (!verdict.spoilt && learned.length === 0) this.#copy = copy;
        return { ok: false, refusal: verdict.refusal };
      }
      if (verdict.learned !== null) learned.push(verdict.learned);
    }
    if (learned.length === 0) {
      this.#copy = copy;
      return ok(null);
    }
    const update = Y.mergeUpdates(learned);
    const seq = await tx.notes.append(this.#sessionId, update);
    this.#copy = { ...copy, seq };
    return ok({ seq, update });
  }

  async #standingAt(tx: Store, head: NotesHead): Promise<Copy> {
    const copy = this.#copy;
    if (copy !== null && copy.epoch === head.epoch) {
      if (copy.seq === head.seq) return copy;
      // Another host wrote meanwhile. What this one wrote and took back is not in the copy any more.
      const missed = copy.seq < head.seq ? await tx.notes.since(this.#sessionId, copy.seq) : null;
      if (Array.isArray(missed)) {
        for (const { update } of missed) Y.applyUpdate(copy.doc, update);
        return { ...copy, seq: head.seq };
      }
    }
    const stored = await tx.notes.load(this.#sessionId);
    if (stored === null) throw new Error('notes that were there are gone');
    const log = stored.log.map(({ update }) => update);
    return { doc: openNotes(stored.snapshot, log), epoch: stored.epoch, seq: stored.seq };
  }
}
