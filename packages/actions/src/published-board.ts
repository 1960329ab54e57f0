import { compactBoard, openBoard } from '@canopy/board';
import type { Store } from '@canopy/storage';
import * as Y from 'yjs';

/** Log entries after which a board is written whole, so that waking it stays quick. */
export const SNAPSHOT_EVERY = 200;

type Listener = (update: Uint8Array) => void;
type Copy = { doc: Y.Doc; epoch: number };

/** The readers' side of a board: committed changes only, in log order, and the snapshots of them. */
export class PublishedBoard {
  readonly #boardId: string;
  readonly #store: Store;
  readonly #log: (event: string, ids?: Record<string, string>) => void;
  readonly #listeners = new Set<Listener>();
  #copy: Copy | null = null;
  #loading: Promise<Copy | null> | null = null;
  /** What was published while the copy was being read, so that it cannot fall between. */
  #meanwhile: Uint8Array[] = [];
  #sinceSnapshot = 0;
  #saving: Promise<void> | null = null;

  constructor(
    boardId: string,
    store: Store,
    log: (event: string, ids?: Record<string, string>) => void,
  ) {
    this.#boardId = boardId;
    this.#store = store;
    this.#log = log;
  }

  get idle(): boolean {
    return this.#listeners.size === 0 && this.#loading === null && this.#saving === null;
  }

  /** Outside transactions only: the database then answers with what is committed. Null = no such board. */
  async copy(): Promise<Copy | null> {
    if (this.#copy !== null) return this.#copy;
    this.#loading ??= this.#load().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  subscribe(listener: Listener): () => void {
    // Its own key, so that one function given twice is heard twice and stopped once each.
    const heard: Listener = (update) => listener(update);
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  }

  add(update: Uint8Array): void {
    if (this.#copy !== null) Y.applyUpdate(this.#copy.doc, update);
    else if (this.#loading !== null) this.#meanwhile.push(update);
    for (const listener of this.#listeners) {
      try {
        listener(update);
      } catch {
        // One reader's fault must not keep a saved change from the others.
        this.#log('board:listener-failed', { boardId: this.#boardId });
      }
    }
    this.#sinceSnapshot += 1;
    if (this.#sinceSnapshot >= SNAPSHOT_EVERY) void this.save();
  }

  /** So many entries stand in the log already. */
  logged(entries: number): void {
    this.#sinceSnapshot = Math.max(this.#sinceSnapshot, entries);
  }

  /**
   * Writes the board whole, from the log and never from memory: the log is the truth, and reading it
   * back is what makes taken-away words leave the database (reliability 5). Never throws: the log
   * holds everything whether or not this works.
   */
  async save(): Promise<void> {
    // One under way may have begun before the newest change.
    if (this.#saving !== null) await this.#saving;
    if (this.#sinceSnapshot === 0) return;
    this.#saving ??= this.#save().finally(() => {
      this.#saving = null;
    });
    return this.#saving;
  }

  async #save(): Promise<void> {
    this.#sinceSnapshot = 0;
    try {
      const stored = await this.#store.boards.load(this.#boardId);
      const last = stored?.log.at(-1);
      if (stored === null || last === undefined) return;
      const log = stored.log.map(({ update }) => update);
      const whole = compactBoard(stored.snapshot, log);
      await this.#store.boards.saveSnapshot(this.#boardId, last.seq, whole);
    } catch {
      this.#sinceSnapshot += 1;
      this.#log('board:snapshot-failed', { boardId: this.#boardId });
    }
  }

  async #load(): Promise<Copy | null> {
    this.#meanwhile = [];
    const stored = await this.#store.boards.load(this.#boardId);
    if (stored === null) return null;
    this.logged(stored.log.length);
    const log = stored.log.map(({ update }) => update);
    const doc = openBoard(stored.snapshot, [...log, ...this.#meanwhile]);
    this.#meanwhile = [];
    this.#copy = { doc, epoch: stored.epoch };
    return this.#copy;
  }
}
