import { applyAll, openBoard, readBoard, type BoardOp } from '@canopy/board';
import { ok, refuse, type BoardContent, type Result } from '@canopy/domain';
import type { Store } from '@canopy/storage';
import * as Y from 'yjs';
import { PublishedBoard } from './published-board.ts';

/** One change that is in the log but not said yet: its transaction may still be rolled back. */
type Entry = { update: Uint8Array; pen: Pen; committed: boolean };

/**
 * The document changes are made on: what one transaction sees. `proven` = everything in it is known
 * to be committed; `unsettled` = changes of `tx` that are neither published nor rolled back.
 */
type Pen = { doc: Y.Doc; tx: Store | null; unsettled: number; proven: boolean };

/**
 * One board in memory, as two documents: the pen, which runs ahead inside a transaction, and the
 * published board, which readers see and which never holds what could be rolled back.
 *
 * No lock is needed: a transaction that meets another's unsettled change reads its own pen from the
 * log, under another Yjs client id, so neither builds on what the other may take back.
 */
export class AwakeBoard {
  readonly published: PublishedBoard;
  readonly #boardId: string;
  #pen: Pen | null = null;
  #unsaid: Entry[] = [];
  #busy = 0;

  constructor(
    boardId: string,
    store: Store,
    log: (event: string, ids?: Record<string, string>) => void,
  ) {
    this.#boardId = boardId;
    this.published = new PublishedBoard(boardId, store, log);
  }

  /** Nobody reads it and nothing is under way: it may be let go, for all of it is in the log. */
  get idle(): boolean {
    return this.#busy === 0 && this.#unsaid.length === 0 && this.published.idle;
  }

  async change(
    tx: Store,
    ops: readonly BoardOp[],
  ): Promise<Result<{ inverse: BoardOp[]; publish: () => void }>> {
    return this.#whileBusy(async () => {
      const pen = await this.#penFor(tx);
      if (pen === null) return refuse('not-found');
      const updates: Uint8Array[] = [];
      const note = (update: Uint8Array): number => updates.push(update);
      pen.doc.on('update', note);
      const applied = applyAll(pen.doc, ops);
      pen.doc.off('update', note);
      if (!applied.ok) return applied;
      const update = updates[0];
      // Nothing to write (an empty list): nothing to publish either.
      if (update === undefined) return ok({ inverse: applied.value, publish: () => undefined });
      const entry: Entry = { update, pen, committed: false };
      pen.tx = tx;
      pen.unsettled += 1;
      this.#unsaid.push(entry);
      await tx.boards.append(this.#boardId, update);
      return ok({ inverse: applied.value, publish: () => this.#publish(entry) });
    });
  }

  /** What this transaction sees. */
  async readIn(tx: Store): Promise<BoardContent | null> {
    return this.#whileBusy(async () => {
      const pen = await this.#penFor(tx);
      return pen === null ? null : readBoard(pen.doc);
    });
  }

  /** A transaction was rolled back. Which one is not known, so every pen that ran ahead is dropped. */
  forgetUncommitted(): void {
    if (this.#pen !== null && (this.#pen.unsettled > 0 || !this.#pen.proven)) this.#pen = null;
    // One that was committed after all is still published when its action says so.
    this.#unsaid = this.#unsaid.filter(({ committed }) => committed);
    this.#sayWhatIsCommitted();
  }

  async #penFor(tx: Store): Promise<Pen | null> {
    const pen = this.#pen;
    if (pen !== null && (pen.unsettled === 0 || pen.tx === tx)) return pen;
    const stored = await tx.boards.load(this.#boardId);
    if (stored === null) return null;
    this.published.logged(stored.log.length);
    const doc = openBoard(
      stored.snapshot,
      stored.log.map(({ update }) => update),
    );
    this.#pen = { doc, tx, unsettled: 0, proven: false };
    return this.#pen;
  }

  /** Called after the commit. Said in log order: a change waits for the ones before it. */
  #publish(entry: Entry): void {
    if (entry.committed) return;
    entry.committed = true;
    entry.pen.unsettled -= 1;
    if (entry.pen.unsettled === 0) {
      entry.pen.tx = null;
      entry.pen.proven = true;
    }
    if (this.#unsaid.includes(entry)) this.#sayWhatIsCommitted();
    else this.#say(entry);
  }

  #sayWhatIsCommitted(): void {
    while (this.#unsaid[0]?.committed === true) {
      const next = this.#unsaid.shift();
      if (next !== undefined) this.#say(next);
    }
  }

  #say({ update, pen }: Entry): void {
    // Another pen was opened before this was committed: it learns of it now. Twice does no harm.
    if (this.#pen !== null && this.#pen !== pen) Y.applyUpdate(this.#pen.doc, update);
    this.published.add(update);
  }

  async #whileBusy<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
    }
  }
}
