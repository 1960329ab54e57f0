import { blockOf } from '../http/address.ts';

/**
 * How many sockets one address holds open. A school shares one address, so the limit is generous; it
 * stops the machine that opens thousands (reliability B15).
 */
export class OpenSockets {
  readonly #limit: number;
  readonly #open = new Map<string, number>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  hasRoom(address: string): boolean {
    return (this.#open.get(blockOf(address)) ?? 0) < this.#limit;
  }

  /** Counts one more; call what it returns once, when that one has closed. */
  enter(address: string): () => void {
    const block = blockOf(address);
    this.#open.set(block, (this.#open.get(block) ?? 0) + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const rest = (this.#open.get(block) ?? 1) - 1;
      if (rest === 0) this.#open.delete(block);
      else this.#open.set(block, rest);
    };
  }
}
