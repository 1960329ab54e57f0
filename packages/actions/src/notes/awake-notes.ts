import { openNotes, textOf } from '@canopy/notes';
import { ok, type Result } from '@canopy/domain';
import type { Store } from '@canopy/storage';
import * as Y from 'yjs';
import { GatedCopy } from './gated-copy.ts';
import type {
  LiveNotesParts,
  NotesFollower,
  NotesState,
  NotesWriter,
  NotesWritten,
} from './live-notes.ts';
import { saveNotes } from './save-notes.ts';

/** Log entries after which notes are written whole, so that waking them stays quick. */
const SNAPSHOT_EVERY = 500;

type Arrived = { update: Uint8Array; by: number | null };
type Open = { doc: Y.Doc; epoch: number; seq: number };

/**
 * The notes of one session in memory, as two documents: the copy behind the gate, which a transaction
 * works on, and the one that is open to staff, which holds what is committed and nothing else.
 */
export class AwakeNotes {
  readonly #sessionId: string;
  readonly #store: Store;
  readonly #log: LiveNotesParts['log'];
  readonly #copy: GatedCopy;
  readonly #followers = new Set<NotesFollower>();
  readonly #arrived = new Map<number, Arrived>();
  #open: Open | null = null;
  #opening: Promise<Open | null> | null = null;
  #catchingUp: Promise<void> | null = null;
  #writing = 0;
  #sinceSnapshot = 0;

  constructor(sessionId: string, store: Store, log: LiveNotesParts['log']) {
    this.#sessionId = sessionId;
    this.#store = store;
    this.#log = log;
    this.#copy = new GatedCopy(sessionId);
  }

  get idle(): boolean {
    return this.#followers.size === 0 && this.#writing === 0 && this.#opening === null;
  }

  async write(
    tx: Store,
    from: NotesWriter,
    updates: readonly Uint8Array[],
  ): Promise<Result<NotesWritten>> {
    const written = await this.#copy.write(tx, from, updates);
    if (!written.ok) return written;
    const { value: entry } = written;
    if (entry === null) return ok({ seq: 0, publish: () => undefined, takeBack: () => undefined });
    this.#writing += 1;
    const { seq, update } = entry;
    return ok({
      seq,
      publish: () => {
        this.#writing -= 1;
        this.#sinceSnapshot += 1;
        this.#arrives(seq, { update, by: from.clientId });
      },
      takeBack: () => {
        this.#writing -= 1;
        this.#copy.forget();
      },
    });
  }

  async join(epoch: number, seq: number): Promise<NotesState | null> {
    // What another host wrote, or wrote afresh, which what is open here may not have heard of.
    const open = this.#open;
    if (open !== null && (open.epoch !== epoch || open.seq < seq)) await this.catchUp();
    const now = await this.#opened();
    if (now?.epoch !== epoch) return null;
    const { doc } = now;
    return {
      // An empty vector is not valid Yjs, so it is not handed on: it means everything.
      lacking: (vector) =>
        vector.length === 0 ? Y.encodeStateAsUpdate(doc) : Y.encodeStateAsUpdate(doc, vector),
    };
  }

  follow(follower: NotesFollower): () => void {
    const own: NotesFollower = { ...follower };
    this.#followers.add(own);
    return () => this.#followers.delete(own);
  }

  heard(seq: number): void {
    if (this.#open !== null && seq > this.#open.seq) this.#catchUpSoon();
  }

  /** Reads from the log what the open document lacks. Only one at a time; the next one sees what it missed. */
  async catchUp(): Promise<void> {
    await this.#catchingUp;
    if (this.#open === null) return;
    this.#catchingUp ??= this.#readOn(this.#open).finally(() => {
      this.#catchingUp = null;
    });
    return this.#catchingUp;
  }

  async rest(): Promise<void> {
    const entries = this.#sinceSnapshot;
    const due = this.idle ? entries > 0 : entries >= SNAPSHOT_EVERY;
    if (due) {
      this.#sinceSnapshot = 0;
      try {
        const rebuilt = await saveNotes(this.#store, this.#sessionId, this.idle);
        if (rebuilt) this.#startAgain();
      } catch {
        // The log holds everything; the next time will do.
        this.#sinceSnapshot += entries;
        this.#log('notes:snapshot-failed', { sessionId: this.#sessionId });
      }
    }
    if (!this.idle) return;
    this.#open = null;
    this.#arrived.clear();
  }

  #opened(): Promise<Open | null> {
    if (this.#open !== null) return Promise.resolve(this.#open);
    this.#opening ??= this.#load()
      .then((open) => (this.#open = open))
      .finally(() => {
        this.#opening = null;
        this.#sayWhatFollows();
      });
    return this.#opening;
  }

  async #load(): Promise<Open | null> {
    const stored = await this.#store.notes.load(this.#sessionId);
    if (stored === null) return null;
    this.#sinceSnapshot = Math.max(this.#sinceSnapshot, stored.log.length);
    const log = stored.log.map(({ update }) => update);
    return { doc: openNotes(stored.snapshot, log), epoch: stored.epoch, seq: stored.seq };
  }

  #arrives(seq: number, arrived: Arrived): void {
    // Nobody has them open: the log has it.
    if (this.#open === null && this.#opening === null) return;
    this.#arrived.set(seq, arrived);
    this.#sayWhatFollows();
  }

  /** In log order. A number that is missing was written by another host, or comes in a moment. */
  #sayWhatFollows(): void {
    const open = this.#open;
    if (open === null) return;
    for (const seq of [...this.#arrived.keys()].sort((a, b) => a - b)) {
      if (seq > open.seq + 1) break;
      const arrived = this.#arrived.get(seq);
      this.#arrived.delete(seq);
      if (arrived === undefined || seq <= open.seq) continue;
      Y.applyUpdate(open.doc, arrived.update);
      open.seq = seq;
      this.#tell(({ changed }) => changed(arrived.update, arrived.by));
    }
    if (this.#arrived.size > 0) this.#catchUpSoon();
    else this.#compare(open);
  }

  /** Two documents made from the same log are the same; if they ever are not, neither is believed. */
  #compare(open: Open): void {
    const copy = this.#copy.at(open.seq);
    const { pendingStructs, pendingDs } = open.doc.store;
    const differs = copy !== null && textOf(copy).length !== textOf(open.doc).length;
    if (!differs && pendingStructs === null && pendingDs === null) return;
    this.#log('notes:copies-differ', { sessionId: this.#sessionId });
    this.#startAgain();
  }

  #catchUpSoon(): void {
    this.catchUp().catch(() => {
      this.#log('notes:catch-up-failed', { sessionId: this.#sessionId });
    });
  }

  async #readOn(open: Open): Promise<void> {
    const missed = await this.#store.notes.since(this.#sessionId, open.seq);
    if (this.#open !== open || missed === null) return;
    if (missed === 'snapshot') return this.#readWhole(open);
    for (const { seq, update } of missed)
      if (!this.#arrived.has(seq)) this.#arrived.set(seq, { update, by: null });
    if (missed.length > 0) this.#sayWhatFollows();
  }

  /** So much was missed that the log no longer has it. */
  async #readWhole(open: Open): Promise<void> {
    const now = await this.#load();
    if (this.#open !== open || now === null) return;
    if (now.epoch !== open.epoch) return this.#startAgain();
    const update = Y.encodeStateAsUpdate(now.doc, Y.encodeStateVector(open.doc));
    this.#open = now;
    this.#tell(({ changed }) => changed(update, null));
    this.#sayWhatFollows();
  }

  #startAgain(): void {
    this.#open = null;
    this.#copy.forget();
    this.#arrived.clear();
    this.#tell(({ rebuilt }) => rebuilt());
  }

  #tell(say: (follower: NotesFollower) => void): void {
    for (const follower of this.#followers) {
      try {
        say(follower);
      } catch {
        // One line's fault must not keep saved words from the others.
        this.#log('notes:follower-failed', { sessionId: this.#sessionId });
      }
    }
  }
}
