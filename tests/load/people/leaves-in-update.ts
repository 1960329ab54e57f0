import * as Y from 'yjs';

/** What an update says happened: texts of leaves that were placed, leaves that were moved and where to. */
export type Happened = { texts: string[]; moved: { leafId: string; branchId: string | null }[] };

/** The parts of Yjs's structs that are read here. */
type Struct = {
  id: { client: number; clock: number };
  length: number;
  origin?: { client: number; clock: number } | null;
  parent?: unknown;
  parentSub?: string | null;
  content?: { arr?: unknown[] };
};

const keyOf = ({ client, clock }: { client: number; clock: number }): string =>
  `${client}:${clock}`;
const isId = (value: unknown): value is { client: number; clock: number } =>
  value instanceof Y.ID || (typeof value === 'object' && value !== null && 'clock' in value);

/**
 * Reads a board's updates without a document. Yjs writes of a changed value only which value it
 * replaces, so which leaf each `place` belongs to is remembered from the first state on.
 */
export class LeafReader {
  /** Struct of a leaf's map, and of each of its places, to the leaf's id. */
  readonly #maps = new Map<string, string>();
  readonly #places = new Map<string, string>();
  /** Updates about places whose past was not read yet. */
  unknown = 0;

  read(update: Uint8Array): Happened {
    const happened: Happened = { texts: [], moved: [] };
    for (const struct of Y.decodeUpdate(update).structs as unknown as Struct[])
      this.#readOne(struct, happened);
    return happened;
  }

  #readOne(struct: Struct, happened: Happened): void {
    const { id, length, origin, parent, parentSub, content } = struct;
    if (content === undefined) return;
    const last = keyOf({ client: id.client, clock: id.clock + length - 1 });
    if (parent === 'leaves' && typeof parentSub === 'string') {
      this.#maps.set(last, parentSub);
      return;
    }
    const value = content.arr?.[0];
    if (isId(parent) && parentSub === 'content') {
      const text = textIn(value);
      if (text !== null) happened.texts.push(text);
      return;
    }
    const leafId =
      isId(parent) && parentSub === 'place'
        ? this.#maps.get(keyOf(parent))
        : origin !== null && origin !== undefined
          ? this.#places.get(keyOf(origin))
          : undefined;
    if (leafId === undefined) {
      if (isPlace(value)) this.unknown += 1;
      return;
    }
    this.#places.set(last, leafId);
    if (isPlace(value)) happened.moved.push({ leafId, branchId: value.branch });
  }
}

function textIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('text' in value)) return null;
  return typeof value.text === 'string' ? value.text : null;
}

const isPlace = (value: unknown): value is { branch: string | null } =>
  typeof value === 'object' && value !== null && 'rank' in value && 'branch' in value;
