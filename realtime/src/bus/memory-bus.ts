import type { Bus } from './bus.ts';
import { Ear, type EarParts } from './ear.ts';
import { encode } from './wire.ts';

/**
 * Hosts in one process: the one host that is all there is, and several in a test. With nobody else
 * there nothing is even written down, so one host pays nothing for the others it does not have.
 */
export class MemoryLine {
  readonly #members = new Map<string, Ear>();
  #cut = false;

  join(parts: EarParts): Bus {
    const { hostId, secret } = parts;
    const ear = new Ear(this.#cut ? 'down' : 'up', parts);
    this.#members.set(hostId, ear);
    let n = 0;
    return {
      hostId,
      get state() {
        return ear.state;
      },
      publish: (message) => {
        n += 1;
        if (this.#cut || !this.#members.has(hostId) || this.#members.size < 2) return;
        const bytes = encode({ hostId, n, message }, secret);
        // Not within the speaker's own turn, as on any line that leaves the process.
        setImmediate(() => this.shout(bytes));
      },
      hear: (listener) => ear.hear(listener),
      onBack: (run) => ear.onBack(run),
      onState: (run) => ear.onState(run),
      close: async () => {
        this.#members.delete(hostId);
        ear.close();
      },
    };
  }

  /** Bytes on the line, from whoever puts them there. */
  shout(bytes: Uint8Array): void {
    for (const ear of this.#members.values()) ear.take(bytes);
  }

  /** A host that is gone without a word: it is neither heard nor does it hear. */
  kill(hostId: string): void {
    this.#members.delete(hostId);
  }

  cut(): void {
    this.#cut = true;
    for (const ear of this.#members.values()) ear.is('down');
  }

  mend(): void {
    this.#cut = false;
    for (const ear of this.#members.values()) ear.is('up');
  }
}
