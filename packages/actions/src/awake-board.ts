import {
  applyWith,
  openBoard,
  readBoard,
  sketchOf,
  type BoardOp,
  type Sketch,
} from '@canopy/board';
import { ok, refuse, type BoardContent, type Result } from '@canopy/domain';
import type { Store } from '@canopy/storage';
import * as Y from 'yjs';
import type { Changed } from './live-boards.ts';
import { PublishedBoard, type PublishedParts } from './published-board.ts';

/** One change that is in the log but not said yet: its transaction may still be rolled back. */
type Entry = {
  seq: number;
  update: Uint8Array;
  /** It took no words away. */
  clean: boolean;
  pen: Pen;
  tx: Store;
  committed: boolean;
};

/**
 * The document changes are made on: what one transaction sees, up to log entry `seq`. `unsettled` =
 * changes of `tx` that are neither published nor rolled back. `only` = read inside a transaction that
 * had written already, so of no use to any other. The sketch is null when somebody else's change went
 * into the document and it must be drawn again.
 */
type Pen = {
  doc: Y.Doc;
  sketch: Sketch | null;
  tx: Store | null;
  only: Store | null;
  seq: number;
  unsettled: number;
  written: Uint8Array[];
};

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
  readonly #store: Store;
  #pen: Pen | null = null;
  #unsaid: Entry[] = [];
  #busy = 0;
  #usedAt = 0;

  constructor(boardId: string, parts: PublishedParts) {
    this.#boardId = boardId;
    this.#store = parts.store;
    this.published = new PublishedBoard(boardId, parts);
  }

  /** Nobody reads it and nothing is under way: it may be let go, for all of it is in the log. */
  get idle(): boolean {
    return this.#settled && this.published.idle;
  }

  get #settled(): boolean {
    return this.#busy === 0 && this.#unsaid.length === 0;
  }

  async change(tx: Store, ops: readonly BoardOp[]): Promise<Result<Changed>> {
    return this.#whileBusy(async () => {
      const pen = await this.#penFor(tx);
      if (pen === null) return refuse('not-found');
      pen.sketch ??= sketchOf(pen.doc);
      pen.written = [];
      const applied = applyWith({ doc: pen.doc, sketch: pen.sketch }, ops);
      if (!applied.ok) return applied;
      const inverse = applied.value;
      const update = pen.written[0];
      // Nothing to write (an empty list): nothing to publish either.
      if (update === undefined) return ok({ inverse, publish: nothing, takeBack: nothing });
      const entry: Entry = { seq: 0, update, clean: ops.every(isClean), pen, tx, committed: false };
      pen.tx = tx;
      pen.unsettled += 1;
      this.#unsaid.push(entry);
      const takeBack = () => this.#takeBack(entry);
      try {
        entry.seq = await tx.boards.append(this.#boardId, update);
      } catch (error) {
        takeBack();
        throw error;
      }
      pen.seq = entry.seq;
      return ok({ inverse, publish: () => this.#publish(entry), takeBack });
    });
  }

  /** What this transaction sees. */
  async readIn(tx: Store): Promise<BoardContent | null> {
    return this.#whileBusy(async () => {
      const pen = await this.#penFor(tx);
      return pen === null ? null : readBoard(pen.doc);
    });
  }

  /** Where everything stands, as this transaction sees it; for questions that no word is needed for. */
  async sketchIn(tx: Store): Promise<Sketch | null> {
    return this.#whileBusy(async () => {
      const pen = await this.#penFor(tx);
      return pen === null ? null : (pen.sketch ??= sketchOf(pen.doc));
    });
  }

  /** Lets go of documents nobody has used since `before` (performance.now): the log has it all. */
  restSince(before: number): void {
    if (this.#settled && this.#usedAt < before) this.#pen = null;
    this.published.restSince(before);
  }

  async #penFor(tx: Store): Promise<Pen | null> {
    this.#usedAt = performance.now();
    const pen = this.#pen;
    if (pen !== null && mayUse(pen, tx) && (await this.#bringUp(pen, tx))) return pen;
    const stored = await tx.boards.load(this.#boardId);
    if (stored === null) return null;
    const doc = openBoard(
      stored.snapshot,
      stored.log.map(({ update }) => update),
    );
    const seq = stored.log.at(-1)?.seq ?? stored.snapshotSeq;
    const only = this.#unsaid.some((entry) => entry.tx === tx) ? tx : null;
    const opened: Pen = { doc, sketch: null, tx, only, seq, unsettled: 0, written: [] };
    doc.on('update', (update: Uint8Array) => void opened.written.push(update));
    this.#pen = opened;
    return opened;
  }

  /** Other hosts may have written since: false = more than the log still holds, so read it whole. */
  async #bringUp(pen: Pen, tx: Store): Promise<boolean> {
    if (this.#store.alone || pen.unsettled > 0) return true;
    if ((await tx.boards.lastSeq(this.#boardId)) === pen.seq) return true;
    const missing = await tx.boards.since(this.#boardId, pen.seq);
    if (missing === null || missing === 'snapshot') return false;
    for (const { seq, update } of missing) {
      Y.applyUpdate(pen.doc, update);
      pen.seq = seq;
    }
    pen.sketch = null;
    return true;
  }

  /** Its transaction was rolled back: the pen it was written with holds what never was. */
  #takeBack(entry: Entry): void {
    if (entry.committed) return;
    if (this.#pen === entry.pen) this.#pen = null;
    this.#settle(entry);
    this.#unsaid = this.#unsaid.filter((each) => each !== entry);
    this.#sayWhatIsCommitted();
  }

  /** Called after the commit. Said in log order: a change waits for the ones before it. */
  #publish(entry: Entry): void {
    if (entry.committed) return;
    entry.committed = true;
    this.#settle(entry);
    this.#sayWhatIsCommitted();
  }

  #settle({ pen, tx }: Entry): void {
    pen.unsettled -= 1;
    if (pen.unsettled === 0) pen.tx = null;
    if (this.#pen?.only === tx) this.#pen = null;
  }

  #sayWhatIsCommitted(): void {
    while (this.#unsaid[0]?.committed === true) {
      const next = this.#unsaid.shift();
      if (next !== undefined) this.#say(next);
    }
  }

  #say({ seq, update, clean, pen }: Entry): void {
    // Another pen was opened before this was committed: it learns of it now. Twice does no harm.
    if (this.#pen !== null && this.#pen !== pen) {
      Y.applyUpdate(this.#pen.doc, update);
      this.#pen.sketch = null;
    }
    this.published.add(seq, update, clean);
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

const mayUse = (pen: Pen, tx: Store): boolean =>
  (pen.only === null || pen.only === tx) && (pen.unsettled === 0 || pen.tx === tx);

const isClean = ({ op }: BoardOp): boolean =>
  op === 'leaf-put' || op === 'leaf-move' || op === 'branch-put' || op === 'branch-move';

const nothing = (): void => undefined;
