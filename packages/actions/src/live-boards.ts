import type { BoardContent, Result } from '@canopy/domain';
import type { BoardOp, Sketch } from '@canopy/board';
import type { Store } from '@canopy/storage';

/** What was changed, and the two ways it can end: one of them is called once the transaction has ended. */
export type Changed = {
  /** The operations that undo it, in order. */
  inverse: BoardOp[];
  /** After the commit: everybody may see it. */
  publish: () => void;
  /** After a rollback, before anything else is asked of this board: it never was. */
  takeBack: () => void;
};

/** Committed changes as one Yjs update: log entries `from` to `to` of that board. */
export type BoardNews = { boardId: string; from: number; to: number; update: Uint8Array };

/**
 * The boards that are awake. The server is the only writer: members send intents, this applies
 * them under the server's own client id, so nothing in a document says who wrote what.
 */
export interface LiveBoards {
  /**
   * Applies the operations in order, as one Yjs transaction and one log entry written through `tx`.
   * Nobody sees it before `publish`. Refused (`not-found`, `leaf-gone`, `branch-gone`, `too-many`)
   * without any change when one of them cannot be applied.
   */
  change(tx: Store, boardId: string, ops: readonly BoardOp[]): Promise<Result<Changed>>;
  /** The board whole, in reading order. Inside a transaction pass `tx`. Null = no such board. */
  read(boardId: string, tx?: Store): Promise<BoardContent | null>;
  /** Which leaves and branches stand, as `tx` sees it, without reading what any says. Do not change it. */
  sketch(boardId: string, tx: Store): Promise<Sketch | null>;
  /**
   * For the feed: what a reader lacks. Committed state only, no document built for a reader that has
   * nothing yet. Null = no such board.
   */
  join(boardId: string): Promise<FeedState | null>;
  /**
   * Committed changes as Yjs updates in order; changes of one moment come as one, and in a busy room a
   * moment is up to 33 ms. `readers`: how many this listener says it to. Returns how to stop.
   */
  subscribe(
    boardId: string,
    listener: (update: Uint8Array) => void,
    readers?: () => number,
  ): () => void;
  /** Changes another host committed: said here when they continue what is held, else read from the log. */
  heard(news: BoardNews): void;
  /** Every awake board reads what it lacks from the log: the doorbell may have been silent. */
  catchUp(): Promise<void>;
  /** Says at once what still waits to be said. */
  sayNow(): void;
  /** Writes snapshots, lets go of documents unused for a while and of boards nobody reads. */
  rest(): Promise<void>;
  /** How many boards are awake. */
  readonly awake: number;
}

export type FeedState = {
  epoch: number;
  /** The log entry up to which `lacking` answers; the same number means the same answer. */
  seq: number;
  /** What the holder of this state vector lacks, as updates in order; an empty vector gets everything. */
  lacking(stateVector: Uint8Array): readonly Uint8Array[];
};

export { createLiveBoards, type LiveBoardsParts } from './awake-boards.ts';
