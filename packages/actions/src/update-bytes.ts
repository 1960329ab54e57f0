import type { Known } from './reader-knows.ts';

// The numbers of Yjs's update format, version 1.
const KIND = 0b0001_1111;
const HAS_KEY = 0b0010_0000;
const HAS_RIGHT = 0b0100_0000;
const HAS_LEFT = 0b1000_0000;
const [COLLECTED, DELETED, JSONS, BINARY, TEXT, EMBED, FORMAT, TYPE, ANYS, DOC, GAP] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
];
/** Types that carry a name of their own. */
const [ELEMENT, HOOK] = [3, 5];

/**
 * The same as `decodedKnown`, by stepping over the bytes and building nothing: after a lost signal or
 * a restart two hundred people wait for it. Null = something in them that this does not know.
 */
export function steppedKnown(update: Uint8Array): Known | null {
  const at = new Steps(update);
  try {
    const reach = new Map<number, number>();
    const writers = at.number();
    for (let writer = 0; writer < writers; writer += 1) {
      const structs = at.number();
      const client = at.number();
      let clock = at.number();
      for (let n = 0; n < structs; n += 1) clock += at.struct();
      reach.set(client, Math.max(reach.get(client) ?? 0, clock));
    }
    // Deletions are the rest. After no writers, they are an update of their own.
    const deletions = new Uint8Array(update.length - at.place + 1);
    deletions.set(update.subarray(at.place), 1);
    return { reach, deletions: deletions.length > 2 ? deletions : null };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

class Steps {
  place = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  number(): number {
    let sum = 0;
    for (let worth = 1; ; worth *= 128) {
      const byte = this.#byte();
      sum += (byte & 0x7f) * worth;
      if (byte < 0x80) return sum;
    }
  }

  /** How far it takes its writer's clock. */
  struct(): number {
    const info = this.#byte();
    const kind = info & KIND;
    if (kind === COLLECTED || kind === GAP) return this.number();
    if ((info & HAS_LEFT) !== 0) this.#id();
    if ((info & HAS_RIGHT) !== 0) this.#id();
    if ((info & (HAS_LEFT | HAS_RIGHT)) === 0) {
      // Its parent: 1 = a root by name, anything else = some other item.
      if (this.number() === 1) this.#over(this.number());
      else this.#id();
      if ((info & HAS_KEY) !== 0) this.#over(this.number());
    }
    return this.#content(kind);
  }

  #content(kind: number): number {
    switch (kind) {
      case DELETED:
        return this.number();
      case TEXT:
        return this.#units(this.number());
      case JSONS:
        return this.#each(() => this.#over(this.number()));
      case ANYS:
        return this.#each(() => this.#any());
      case BINARY:
      case EMBED:
        this.#over(this.number());
        return 1;
      case FORMAT:
        this.#over(this.number());
        this.#over(this.number());
        return 1;
      case TYPE: {
        const type = this.number();
        if (type === ELEMENT || type === HOOK) this.#over(this.number());
        return 1;
      }
      case DOC:
        this.#over(this.number());
        this.#any();
        return 1;
      default:
        throw new RangeError('another kind of content');
    }
  }

  /** One value as lib0 writes any value. */
  #any(): void {
    switch (this.#byte()) {
      case 127: // undefined
      case 126: // null
      case 121: // false
      case 120: // true
        return;
      case 125: // whole number
        while (this.#byte() >= 0x80);
        return;
      case 124: // float
        return this.#over(4);
      case 123: // double
      case 122: // bigint
        return this.#over(8);
      case 119: // text
      case 116: // bytes
        return this.#over(this.number());
      case 118: // object
        this.#each(() => {
          this.#over(this.number());
          this.#any();
        });
        return;
      case 117: // array
        this.#each(() => this.#any());
        return;
      default:
        throw new RangeError('another kind of value');
    }
  }

  #each(step: () => void): number {
    const many = this.number();
    for (let n = 0; n < many; n += 1) step();
    return many;
  }

  /** Text counts in UTF-16 units: what begins a character is one, what begins a long one two. */
  #units(length: number): number {
    const end = this.place + length;
    let units = 0;
    while (this.place < end) {
      const byte = this.#byte();
      if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
    }
    return units;
  }

  #id(): void {
    this.number();
    this.number();
  }

  #over(length: number): void {
    this.place += length;
    if (this.place > this.#bytes.length) throw new RangeError('longer than what there is');
  }

  #byte(): number {
    const byte = this.#bytes[this.place];
    if (byte === undefined) throw new RangeError('past the end');
    this.place += 1;
    return byte;
  }
}
