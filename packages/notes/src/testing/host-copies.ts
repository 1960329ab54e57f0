import * as Y from 'yjs';
import { newNotes, textOf } from '../document.ts';
import { letIn, type Verdict } from '../gate.ts';

/** What a host keeps of one document: the copy behind the gate, the notes people read, and what it sent on. */
export class HostCopies {
  readonly live = newNotes();
  readonly log: Uint8Array[] = [];
  rebuilt = 0;
  #copy: Y.Doc | null = null;

  constructor() {
    textOf(this.live);
  }

  get text(): string {
    return textOf(this.live).toString();
  }

  /** Everything about the notes people read, so that "unchanged" can be asked of all of it. */
  get whole(): string {
    return Buffer.from(Y.encodeStateAsUpdate(this.live)).toString('base64');
  }

  receive(update: Uint8Array, clientId: number): Verdict {
    this.#copy ??= this.#again();
    const verdict = letIn(this.#copy, update, clientId);
    if (!verdict.ok && verdict.spoilt) this.#copy = null;
    if (verdict.ok && verdict.learned !== null) {
      this.log.push(verdict.learned);
      Y.applyUpdate(this.live, verdict.learned);
    }
    return verdict;
  }

  #again(): Y.Doc {
    this.rebuilt += 1;
    const copy = newNotes();
    textOf(copy);
    for (const update of this.log) Y.applyUpdate(copy, update);
    return copy;
  }
}
