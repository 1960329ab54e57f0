import * as Y from 'yjs';
import { steppedKnown } from './update-bytes.ts';

/** Up to where each writer's part goes, by Yjs client id. */
export type Reach = ReadonlyMap<number, number>;

/** What must be known of a whole to tell who has it already. */
export type Known = {
  reach: Reach;
  /** All it says was deleted, as an update: a state vector says nothing of deletions. Null = none. */
  deletions: Uint8Array | null;
};

/** An update with nothing in it: no clients, no deletions. */
const NOTHING_BYTES = 2;

const isReached = (by: Reach, reach: Reach): boolean => {
  for (const [client, clock] of reach) if ((by.get(client) ?? 0) < clock) return false;
  return true;
};

export const knownFrom = (whole: Uint8Array): Known => steppedKnown(whole) ?? decodedKnown(whole);

/** Whatever Yjs itself reads: a third of the work of building the document. */
export function decodedKnown(whole: Uint8Array): Known {
  const { structs, ds } = Y.decodeUpdate(whole);
  const reach = new Map<number, number>();
  for (const { id, length } of structs)
    reach.set(id.client, Math.max(reach.get(id.client) ?? 0, id.clock + length));
  // Deletions, then no clocks: the same bytes stand at the end of an update, after no clients.
  const said = Y.encodeSnapshot(Y.createSnapshot(ds, new Map()));
  const deletions = new Uint8Array(said.length);
  deletions.set(said.subarray(0, -1), 1);
  return { reach, deletions: deletions.length > NOTHING_BYTES ? deletions : null };
}

export function knownOf(doc: Y.Doc): Known {
  const vector = Y.encodeStateVector(doc);
  const deletions = Y.encodeStateAsUpdate(doc, vector);
  return {
    reach: Y.decodeStateVector(vector),
    deletions: deletions.length > NOTHING_BYTES ? deletions : null,
  };
}

/**
 * Tells what somebody who was here a moment ago lacks, from the updates themselves. An update that
 * wrote something came with its deletions, so whoever has what it wrote has all of it; one that only
 * deleted leaves no trace in a vector and is given again, which does no harm.
 */
export class Tail {
  readonly #reach = new WeakMap<Uint8Array, Reach>();

  /** Null = the reader does not have this whole, and only a document can say what it lacks. */
  after(
    vector: Uint8Array,
    { reach, deletions }: Known,
    tail: readonly Uint8Array[],
  ): readonly Uint8Array[] | null {
    const has = Y.decodeStateVector(vector);
    if (!isReached(has, reach)) return null;
    const lacking = tail.filter((update) => !this.#isHeld(has, update));
    return deletions === null ? lacking : [deletions, ...lacking];
  }

  #isHeld(has: Reach, update: Uint8Array): boolean {
    const reach = this.#reach.get(update) ?? Y.parseUpdateMeta(update).to;
    this.#reach.set(update, reach);
    return reach.size > 0 && isReached(has, reach);
  }
}
