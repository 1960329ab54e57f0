import { compactBoard } from '@canopy/board';
import type { Store } from '@canopy/storage';
import type { Meters } from './meters.ts';

/** Log entries after which a board is written whole, so that waking it stays quick … */
export const SNAPSHOT_EVERY = 500;
/** … but not more often than this: writing a large board whole takes tens of milliseconds. */
const SNAPSHOT_GAP_MS = 10_000;

export type SnapshotParts = {
  store: Store;
  log: (event: string, ids?: Record<string, string | number>) => void;
  meters?: Meters;
};

/**
 * Writes one board whole, from the log and never from memory: the log is the truth, and reading it
 * back is what makes taken-away words leave the database (reliability 5). Never throws: the log holds
 * everything whether or not this works.
 */
export class SnapshotKeeper {
  readonly #boardId: string;
  readonly #parts: SnapshotParts;
  #entries = 0;
  #savedAt = -Infinity;
  #saving: Promise<void> | null = null;

  constructor(boardId: string, parts: SnapshotParts) {
    this.#boardId = boardId;
    this.#parts = parts;
  }

  get saving(): boolean {
    return this.#saving !== null;
  }

  grew(entries: number): void {
    this.#entries += entries;
  }

  /** So many stand in the log already. */
  stands(entries: number): void {
    this.#entries = Math.max(this.#entries, entries);
  }

  saveIfLong(): void {
    if (this.#entries < SNAPSHOT_EVERY || this.#saving !== null) return;
    if (performance.now() - this.#savedAt > SNAPSHOT_GAP_MS) void this.save();
  }

  async save(): Promise<void> {
    // One under way may have begun before the newest change.
    if (this.#saving !== null) await this.#saving;
    if (this.#entries === 0) return;
    this.#saving ??= this.#save().finally(() => {
      this.#saving = null;
    });
    return this.#saving;
  }

  async #save(): Promise<void> {
    this.#entries = 0;
    this.#savedAt = performance.now();
    try {
      const { boards } = this.#parts.store;
      const stored = await boards.load(this.#boardId);
      const last = stored?.log.at(-1);
      if (stored === null || last === undefined) return;
      const log = stored.log.map(({ update }) => update);
      await boards.saveSnapshot(this.#boardId, last.seq, compactBoard(stored.snapshot, log));
      this.#parts.meters?.snapshotWritten();
    } catch {
      this.#entries += 1;
      this.#parts.log('board:snapshot-failed', { boardId: this.#boardId });
    }
  }
}
