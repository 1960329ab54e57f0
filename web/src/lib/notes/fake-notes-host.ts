import { letIn, newNotes, textOf } from '@canopy/notes';
import { CLOSE } from '@canopy/protocol';
import * as Y from 'yjs';
import type { NotesHeard, OpenNotesLine } from './notes-line.ts';

type Line = {
  clientId: number;
  heard: NotesHeard;
  saved: number;
  /** Sent and not yet come to the host. */
  onItsWay: Uint8Array[];
  up: boolean;
};

/** A host in a test's hands, behind the real gate: what is on its way arrives when the test says so. */
export class FakeNotesHost {
  readonly lines: Line[] = [];
  readonly refused: string[] = [];
  epoch = 1;
  #doc = newNotes();
  #ended = new Set<number>();
  #isUp = true;

  constructor() {
    textOf(this.#doc);
  }

  get text(): string {
    return textOf(this.#doc).toString();
  }
  get line(): Line | undefined {
    return this.lines.findLast(({ up }) => up);
  }

  readonly open: OpenNotesLine = (heard, after) => {
    const clientId = this.lines.length + 1;
    const line: Line = { clientId, heard, saved: 0, onItsWay: [], up: this.#isUp };
    this.lines.push(line);
    if (after !== null) this.#ended.add(after);
    queueMicrotask(() => {
      if (line.up) heard.open([Y.encodeStateAsUpdate(this.#doc)], clientId, this.epoch);
      else heard.lost(1006);
    });
    return {
      send: (update) => line.onItsWay.push(update),
      close: () => (line.up = false),
    };
  };

  /** What is on its way arrives; everybody else hears of it. */
  arrive(line: Line | undefined = this.line): void {
    for (const update of line?.onItsWay.splice(0) ?? []) {
      if (line === undefined || this.#ended.has(line.clientId)) continue;
      const verdict = letIn(this.#doc, update, line.clientId);
      if (!verdict.ok) {
        const { field, code } = verdict.refusal;
        this.refused.push(field ?? code);
        return this.drop(code === 'too-long' ? CLOSE.full : CLOSE.unreadable, line);
      }
      line.saved += 1;
      for (const other of this.lines)
        if (other !== line && other.up && verdict.learned !== null)
          other.heard.changed(verdict.learned);
      line.heard.saved(line.saved);
    }
  }

  drop(code: number, line: Line | undefined = this.line): void {
    if (line?.up !== true) return;
    line.up = false;
    line.heard.lost(code);
  }

  /** No line stands from now on, or they do again. */
  goes(how: 'down' | 'up'): void {
    this.#isUp = how === 'up';
    if (how === 'down') for (const line of this.lines) this.drop(1006, line);
  }

  /** Somebody else writes at the end. */
  says(words: string): void {
    const update = this.#change(() => textOf(this.#doc).insert(this.text.length, words));
    for (const line of this.lines) if (line.up) line.heard.changed(update);
  }

  /** The same words, or others, in another document. */
  rebuild(text = this.text): void {
    this.#doc = newNotes();
    this.#change(() => textOf(this.#doc).insert(0, text));
    this.epoch += 1;
    for (const line of this.lines) this.drop(CLOSE.rebuilt, line);
  }

  #change(make: () => void): Uint8Array {
    const before = Y.encodeStateVector(this.#doc);
    this.#doc.clientID = 1_000_000 + this.lines.length + this.epoch;
    make();
    return Y.encodeStateAsUpdate(this.#doc, before);
  }
}
