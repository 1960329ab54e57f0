import {
  NOTES_MAX,
  carryOver,
  newNotes,
  textOf,
  wordsSince,
  writeSplice,
  type Splice,
  type TextDelta,
} from '@canopy/notes';
import { CLOSE } from '@canopy/protocol';
import * as Y from 'yjs';
import { Comeback } from '#lib/live/comeback.ts';
import type { NotesHeard, NotesLine, OpenNotesLine } from './notes-line.ts';

/** `away` = no connection, and writing goes on; `frozen` and `ended` are for good. */
export type NotesStanding = 'opening' | 'open' | 'away' | 'frozen' | 'ended';

const WAITS = { firstMs: 1_000, mostMs: 10_000 };
/** After so many lines that never stood, somebody is asked whether they ever will. */
const ASK_AFTER = 2;

/** Where a change came from. Typing stands in the box already; everything else must be shown. */
const TYPED = 'typed';
const LINE = 'line';
const CARRIED = 'carried';

/** Whether this person may still write here, asked another way when no line comes to stand. Null = no answer. */
export type AskStanding = () => Promise<'open' | 'frozen' | 'ended' | null>;

type Copy = { doc: Y.Doc; clientId: number; epoch: number };

/**
 * The notes of one session in one window. The copy here is what the box shows, letter for letter.
 * When the line breaks the copy stays and is written on; the next line is another writer, so what the
 * host has not heard is written anew, under the new id, at its place.
 */
export class LiveNotes {
  standing: NotesStanding = $state('opening');
  /** Everything typed here is in the host's log. */
  saved = $state(true);
  /** What was typed does not fit any more: it stays here until something is taken out. */
  full = $state(false);
  /** Members of staff who have these notes open; 0 = not known. */
  here = $state(0);
  #openLine: OpenNotesLine;
  #ask: AskStanding;
  #line: NotesLine | null = null;
  #copy: Copy | null = null;
  /** The clock after each update sent on this line. */
  #sent: number[] = [];
  #savedClock = 0;
  #held: (() => void)[] | null = null;
  #listener: ((delta: TextDelta) => void) | null = null;
  #comeback = new Comeback(() => this.open(), WAITS);
  /** Lines in a row that never stood. */
  #missed = 0;
  #closed = false;

  constructor(openLine: OpenNotesLine, ask: AskStanding) {
    this.#openLine = openLine;
    this.#ask = ask;
  }

  get text(): string {
    return this.#copy === null ? '' : textOf(this.#copy.doc).toString();
  }

  /** Begun, if only once: notes that nobody has looked at have no line. */
  get begun(): boolean {
    return this.#line !== null || this.#copy !== null;
  }

  get mayType(): boolean {
    return this.standing === 'open' || this.standing === 'away';
  }

  open(): void {
    if (this.#line !== null) return;
    const heard: NotesHeard = {
      open: (state, clientId, epoch) => this.#when(line, () => this.#come(state, clientId, epoch)),
      changed: (update) => this.#when(line, () => this.#hear(update)),
      saved: (updates) => {
        if (line === this.#line) this.#heardSaved(updates);
      },
      here: (people) => {
        if (line === this.#line) this.here = people;
      },
      lost: (code) => {
        if (line === this.#line) this.#lost(code);
      },
    };
    const line = this.#openLine(heard, this.#copy?.clientId ?? null);
    this.#line = line;
  }

  close(): void {
    this.#closed = true;
    this.#comeback.stop();
    this.#line?.close();
    this.#line = null;
    this.#copy?.doc.destroy();
    this.#copy = null;
  }

  /** The device has signal again, or the window is looked at again: no need to wait. */
  wake(): void {
    const waits = this.standing === 'opening' || this.standing === 'away';
    if (this.#line === null && waits && !this.full) this.#comeback.now();
  }

  /** The device says it has no signal, which a line that was cut may not notice for half a minute. */
  offline(): void {
    const line = this.#line;
    if (line === null) return;
    line.close();
    this.#lost(CLOSE.restarting);
  }

  /** The one box that shows these notes is told how they changed other than by typing in it. */
  listen(listener: ((delta: TextDelta) => void) | null): void {
    this.#listener = listener;
  }

  type(splice: Splice): void {
    if (this.#copy === null) return;
    writeSplice(this.#copy.doc, splice, TYPED);
    if (this.full && this.text.length <= NOTES_MAX) this.#comeback.now();
  }

  /** A letter is being composed: nothing may change under it. What comes waits for `release`. */
  hold(): void {
    this.#held ??= [];
  }
  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const run of held) run();
  }

  #when(line: NotesLine, run: () => void): void {
    const now = (): void => {
      if (line === this.#line) run();
    };
    if (this.#held === null) now();
    else this.#held.push(now);
  }

  #come(state: readonly Uint8Array[], clientId: number, epoch: number): void {
    const old = this.#copy;
    const doc = newNotes();
    for (const update of state) Y.applyUpdate(doc, update, LINE);
    doc.clientID = clientId;
    if (old === null) this.#use({ doc, clientId, epoch }, []);
    else if (old.epoch === epoch) {
      for (const update of state) Y.applyUpdate(old.doc, update, LINE);
      this.#use({ doc, clientId, epoch }, carryOver(old.doc, doc));
    } else {
      // The notes those words stood in are gone; the words are not.
      const words = wordsSince(old.doc, old.clientId, this.#savedClock);
      const at = textOf(doc).length;
      const insert = words === '' || at === 0 ? words : `\n${words}`;
      const before = textOf(old.doc).length;
      this.#use({ doc, clientId, epoch }, insert === '' ? [] : [{ at, remove: 0, insert }]);
      this.#listener?.([{ delete: before }, { insert: this.text }]);
    }
    if (old === null && this.text !== '') this.#listener?.([{ insert: this.text }]);
  }

  /** From here on this is what the box shows and what the line is sent. */
  #use({ doc, clientId, epoch }: Copy, unsent: readonly Splice[]): void {
    const length = unsent.reduce(
      (sum, { remove, insert }) => sum + insert.length - remove,
      textOf(doc).length,
    );
    this.full = length > NOTES_MAX;
    if (this.full) {
      // The host would refuse it. The copy of before goes on being written in, until it fits.
      this.#line?.close();
      this.#line = null;
      this.standing = 'away';
      doc.destroy();
      return;
    }
    this.#copy?.doc.destroy();
    this.#copy = { doc, clientId, epoch };
    this.#sent = [];
    this.#savedClock = Y.getState(doc.store, clientId);
    this.saved = true;
    this.standing = 'open';
    this.#missed = 0;
    this.#comeback.opened();
    doc.on('update', (update: Uint8Array, from: unknown) => this.#write(update, from));
    textOf(doc).observe(({ delta }, { origin }) => {
      if (origin !== TYPED && origin !== CARRIED) this.#listener?.(delta as TextDelta);
    });
    for (const splice of unsent) writeSplice(doc, splice, CARRIED);
  }

  #write(update: Uint8Array, from: unknown): void {
    const copy = this.#copy;
    if (from === LINE || copy === null) return;
    this.saved = false;
    if (this.standing !== 'open') return;
    this.#sent.push(Y.getState(copy.doc.store, copy.clientId));
    this.#line?.send(update);
  }

  #hear(update: Uint8Array): void {
    if (this.#copy !== null) Y.applyUpdate(this.#copy.doc, update, LINE);
  }

  #heardSaved(updates: number): void {
    this.#comeback.forget();
    this.#savedClock = this.#sent[updates - 1] ?? this.#savedClock;
    this.saved = updates >= this.#sent.length;
  }

  #lost(code: number): void {
    this.#line = null;
    this.here = 0;
    if (code === CLOSE.frozen) return this.#end('frozen');
    if (code === CLOSE.revoked) return this.#end('ended');
    if (this.standing === 'open') this.standing = 'away';
    this.#missed += 1;
    if (this.#missed > ASK_AFTER) void this.#askThenAgain();
    else this.#comeback.later();
  }

  /** A door that is shut says nothing to a script, so the page is asked. */
  async #askThenAgain(): Promise<void> {
    const standing = await this.#ask();
    if (this.#line !== null || this.#closed) return;
    if (standing === 'frozen' || standing === 'ended') this.#end(standing);
    else this.#comeback.later();
  }

  #end(standing: 'frozen' | 'ended'): void {
    this.#comeback.stop();
    this.standing = standing;
  }
}
