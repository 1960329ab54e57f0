import * as Y from 'yjs';
import { newNotes, textOf } from '../document.ts';
import { writeSplice, type Splice } from '../splice.ts';

/** One browser's copy of the notes: what it writes comes out as the updates it would send. */
export class Writer {
  readonly doc = newNotes();
  readonly sent: Uint8Array[] = [];

  constructor(clientId: number, state?: Uint8Array) {
    textOf(this.doc);
    if (state !== undefined) Y.applyUpdate(this.doc, state);
    this.doc.clientID = clientId;
    this.doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }) => {
      if (local) this.sent.push(update);
    });
  }

  get text(): string {
    return textOf(this.doc).toString();
  }

  /** Writes, and gives the updates that this made. */
  write(splice: Splice): Uint8Array[] {
    const before = this.sent.length;
    writeSplice(this.doc, splice);
    return this.sent.slice(before);
  }

  type(at: number, insert: string): Uint8Array {
    return this.write({ at, remove: 0, insert })[0] ?? new Uint8Array();
  }

  hear(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update);
  }
}
