import type { Edit } from './edits.ts';

const KEPT = 4096;
type Page = { frame: Buffer; edits: readonly Edit[] };

/**
 * Two hundred people read the same bytes: each different frame is decoded once, and looked up after
 * that. Decoding for each of them would measure this generator and not the server.
 */
export class FrameBook {
  readonly #decode: (frame: Buffer) => readonly Edit[];
  readonly #pages = new Map<number, Page[]>();
  #order: number[] = [];
  decoded = 0;

  constructor(decode: (frame: Buffer) => readonly Edit[]) {
    this.#decode = decode;
  }

  editsIn(frame: Buffer): readonly Edit[] {
    const key = keyOf(frame);
    const pages = this.#pages.get(key);
    const found = pages?.find((page) => page.frame.equals(frame));
    if (found !== undefined) return found.edits;
    const edits = this.#decode(frame);
    this.decoded += 1;
    this.#keep(key, { frame: Buffer.from(frame), edits });
    return edits;
  }

  #keep(key: number, page: Page): void {
    const pages = this.#pages.get(key);
    if (pages === undefined) this.#pages.set(key, [page]);
    else pages.push(page);
    this.#order.push(key);
    if (this.#order.length < KEPT * 2) return;
    for (const old of this.#order.slice(0, KEPT)) {
      const left = this.#pages.get(old);
      left?.shift();
      if (left?.length === 0) this.#pages.delete(old);
    }
    this.#order = this.#order.slice(KEPT);
  }
}

function keyOf(frame: Buffer): number {
  const { length } = frame;
  if (length < 12) return length;
  return (
    (Math.imul(frame.readInt32LE(length - 4), 31) ^
      frame.readInt32LE(length - 8) ^
      frame.readInt32LE((length >> 1) - 2)) +
    length
  );
}
