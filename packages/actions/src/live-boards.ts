import type { BoardContent, Result } from '@canopy/domain';
import type { BoardOp } from '@canopy/board';
import type { Store } from '@canopy/storage';

/**
 * The boards that are awake. The server is the only writer: members send intents, this applies
 * them under the server's own client id, so nothing in a document says who wrote what.
 */
export interface LiveBoards {
  /**
   * Applies the operations in order, as one Yjs transaction and one log entry written through `tx`.
   * Nobody sees it before `publish` is called, which the action does after the commit. Refused
   * (`leaf-gone`, `branch-gone`, `too-many`) without any change when one of them cannot be applied.
   */
  change(
    tx: Store,
    boardId: string,
    ops: readonly BoardOp[],
  ): Promise<Result<{ inverse: BoardOp[]; publish: () => void }>>;
  /** After a rollback: documents changed since the last commit are dropped and read again from the log. */
  forgetUncommitted(): void;
  /** The board whole, in reading order. Inside a transaction pass `tx`. Null = no such board. */
  read(boardId: string, tx?: Store): Promise<BoardContent | null>;
  /** For the feed: what a reader lacks, as one Yjs update. Committed state only. Null = no such board. */
  join(boardId: string): Promise<FeedState | null>;
  /** Each published change as one Yjs update, in order. Returns how to stop. */
  subscribe(boardId: string, listener: (update: Uint8Array) => void): () => void;
  /** Writes snapshots and lets go of boards nobody reads. Unsaved work is never unloaded. */
  rest(): Promise<void>;
}

export type FeedState = {
  epoch: number;
  stateVector: Uint8Array;
  /** What the holder of this state vector lacks; an empty vector gets everything. */
  lacking(stateVector: Uint8Array): Uint8Array;
};

export { createLiveBoards, type LiveBoardsParts } from './awake-boards.ts';
