import * as Y from 'yjs';
import type { Edit } from './edits.ts';
import { Ledger } from './ledger.ts';

const WORDS = 'The same worker every time, and a text the day before. ';

/** One writer of a Yjs board as performance work on it is usually measured: a map of notes. */
export class YWriter {
  readonly clientId: number;
  readonly #doc = new Y.Doc();
  readonly #ledger: Ledger;
  readonly #notes: { id: string; note: Y.Map<unknown> }[] = [];
  readonly #ends: { clock: number; edit: Edit }[] = [];
  #update: Uint8Array | null = null;
  #next = 0;

  constructor(clientId: number, ledger = new Ledger()) {
    this.clientId = clientId;
    this.#ledger = ledger;
    this.#doc.clientID = clientId;
    this.#doc.on('update', (update: Uint8Array) => (this.#update = update));
  }

  /** This writer's own notes, as one update. */
  seed(count: number, row: number): Uint8Array {
    return this.#write(() => {
      for (let n = 0; n < count; n += 1) {
        const id = `seed-${row}-${n}`;
        this.#notes.push({ id, note: this.#add(id) });
      }
    });
  }

  place(edit: Edit): Uint8Array {
    const id = `note-${edit.by}-${edit.no}`;
    const update = this.#write(() => void this.#add(id));
    this.#ledger.place(id, edit);
    this.#ended(edit);
    return update;
  }

  /**
   * Moves the next of its own notes; `stay` = and stays with it for the move after this one. `edit.no`
   * becomes its x, so that what was kept can be read off.
   */
  move(edit: Edit, stay = false): Uint8Array {
    const own = this.#notes[this.#next % this.#notes.length];
    if (!stay) this.#next += 1;
    if (own === undefined) throw new Error('this writer has no notes');
    const update = this.#write(() => {
      own.note.set('x', edit.no);
      own.note.set('y', (edit.no * 7) % 1000);
    });
    this.#ledger.move(own.id, edit);
    this.#ended(edit);
    return update;
  }

  /** Edits whose last struct lies in [from, to). */
  editsBetween(from: number, to: number): Edit[] {
    const found: Edit[] = [];
    let low = 0;
    let high = this.#ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[middle]?.clock ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    for (let n = low; n < this.#ends.length; n += 1) {
      const end = this.#ends[n];
      if (end === undefined || end.clock >= to) break;
      found.push(end.edit);
    }
    return found;
  }

  #add(id: string): Y.Map<unknown> {
    const note = new Y.Map<unknown>();
    this.#doc.getMap('notes').set(id, note);
    note.set('text', `${WORDS}${id}`);
    note.set('x', -1);
    note.set('y', -1);
    note.set('colour', 'yellow');
    return note;
  }

  #ended(edit: Edit): void {
    this.#ends.push({ clock: Y.getState(this.#doc.store, this.clientId) - 1, edit });
  }

  #write(work: () => void): Uint8Array {
    this.#doc.transact(work);
    const update = this.#update;
    if (update === null) throw new Error('nothing was written');
    this.#update = null;
    return update;
  }
}
