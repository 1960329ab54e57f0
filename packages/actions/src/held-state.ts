import { openBoard } from '@canopy/board';
import type { StoredBoard } from '@canopy/storage';
import * as Y from 'yjs';
import { knownFrom, knownOf, Tail, type Known } from './reader-knows.ts';

/** Updates kept one by one behind the whole; beyond this they become one. */
const TAIL_MAX = 64;
/** Changes of one moment above which it is time for a document: merging that many takes a millisecond. */
const MERGE_MAX = 32;
/** Different readers' states answered from memory. After a lost signal everybody has the same one. */
const ANSWERS_MAX = 32;

/**
 * What one board's readers can be given, as bytes. A Yjs document is built from them only when
 * somebody asks for it: not for a newcomer, who is sent the bytes as they are.
 */
export class HeldState {
  readonly epoch: number;
  #seq: number;
  #whole: Uint8Array[];
  #tail: Uint8Array[] = [];
  /** Words that were taken away may still be readable in these bytes, though no document shows them. */
  #unclean: boolean;
  #doc: Y.Doc | null = null;
  #docUsedAt = 0;
  #answers = new Map<string, readonly Uint8Array[]>();
  /** Of the whole; null until somebody comes back to it. */
  #known: Known | null = null;
  readonly #after = new Tail();

  constructor({ epoch, snapshot, snapshotSeq, log }: StoredBoard) {
    this.epoch = epoch;
    this.#seq = log.at(-1)?.seq ?? snapshotSeq;
    this.#whole = snapshot === null ? [] : [snapshot];
    this.#tail = log.map(({ update }) => update);
    this.#unclean = log.length > 0;
  }

  /** The log entry up to which this is complete. */
  get seq(): number {
    return this.#seq;
  }

  /** Takes committed updates, in order, and gives them back as one. `clean`: none took words away. */
  add(seq: number, updates: readonly Uint8Array[], clean: boolean): Uint8Array {
    this.#seq = seq;
    this.#unclean ||= !clean;
    this.#answers.clear();
    const update = this.#asOne(updates);
    this.#tail.push(update);
    return update;
  }

  /** What the holder of this state vector lacks, as updates in order. An empty vector: everything. */
  lacking(vector: Uint8Array): readonly Uint8Array[] {
    // A document that holds nothing says so in one byte; an empty message is not valid Yjs at all.
    if (vector.length === 0 || (vector.length === 1 && vector[0] === 0)) return this.#everything();
    const key = Buffer.from(vector).toString('latin1');
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer = this.#rest(vector) ?? [Y.encodeStateAsUpdate(this.document(), vector)];
    if (this.#answers.size >= ANSWERS_MAX) this.#answers.clear();
    this.#answers.set(key, answer);
    return answer;
  }

  document(): Y.Doc {
    this.#docUsedAt = performance.now();
    this.#doc ??= openBoard(null, [...this.#whole, ...this.#tail]);
    return this.#doc;
  }

  restSince(before: number): void {
    if (this.#doc === null || this.#docUsedAt >= before) return;
    this.#gatherWhole(this.#doc);
    this.#doc.destroy();
    this.#doc = null;
    this.#answers.clear();
  }

  #everything(): readonly Uint8Array[] {
    // A newcomer is not sent what is gone: a document forgets it, the updates it came from do not.
    if (this.#unclean || this.#tail.length > TAIL_MAX) this.#gatherWhole(this.document());
    return [...this.#whole, ...this.#tail];
  }

  /** For those who lost their connection a moment ago: no document is needed to tell what is new. */
  #rest(vector: Uint8Array): readonly Uint8Array[] | null {
    // The tail holds words that were taken away, or was never read: a document forgets them.
    if (this.#unclean) return null;
    const [whole] = this.#whole;
    if (whole === undefined) return null;
    this.#known ??= knownFrom(whole);
    return this.#after.after(vector, this.#known, this.#tail);
  }

  #gatherWhole(doc: Y.Doc): void {
    this.#whole = [Y.encodeStateAsUpdate(doc)];
    this.#known = knownOf(doc);
    this.#tail = [];
    this.#unclean = false;
  }

  #asOne(updates: readonly Uint8Array[]): Uint8Array {
    const [only] = updates;
    if (updates.length === 1 && only !== undefined) {
      if (this.#doc !== null) Y.applyUpdate(this.#doc, only);
      return only;
    }
    if (this.#doc === null && updates.length <= MERGE_MAX) return Y.mergeUpdates([...updates]);
    return this.#gather(updates);
  }

  /** Applied in one transaction, which says what they came to together. */
  #gather(updates: readonly Uint8Array[]): Uint8Array {
    const doc = this.document();
    let gathered: Uint8Array | null = null;
    const note = (update: Uint8Array): void => void (gathered = update);
    doc.once('update', note);
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update);
    });
    doc.off('update', note);
    // Nothing new in them, or waiting for something not there yet: passed on as they came.
    return gathered ?? Y.mergeUpdates([...updates]);
  }
}
