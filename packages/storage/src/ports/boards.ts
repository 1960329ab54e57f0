import type { LeafInput } from '@canopy/domain';

/** A board's stored truth: a snapshot of everything up to `snapshotSeq`, then the log after it. */
export type StoredBoard = {
  boardId: string;
  sessionId: string;
  stageId: string;
  /** Raised whenever the document is rebuilt, so clients throw their copy away. */
  epoch: number;
  snapshot: Uint8Array | null;
  snapshotSeq: number;
  log: { seq: number; update: Uint8Array }[];
};

/** What one person did on a board and how to take it back. Kept apart from the log, which names nobody. */
export type BoardDeed = {
  intentId: string;
  boardId: string;
  /** `seat:<id>` or `staff:<id>`. */
  by: string;
  /** JSON of the board operations that undo it. */
  inverse: string;
  undone: boolean;
};

/** `branchId` = where its writer put it; null = not on a branch. */
export type HeldLeafRow = LeafInput & {
  id: string;
  boardId: string;
  seatId: string;
  branchId: string | null;
};

export interface Boards {
  /** Makes an empty board, epoch 1, no log. */
  create(board: { boardId: string; sessionId: string; stageId: string }): Promise<void>;
  find(
    boardId: string,
  ): Promise<{ boardId: string; sessionId: string; stageId: string; epoch: number } | null>;
  forStage(stageId: string): Promise<{ boardId: string; epoch: number } | null>;
  /** Whole stored state, log in order. Null = no such board. */
  load(boardId: string): Promise<StoredBoard | null>;
  /**
   * Log entries numbered above `seq`, in order; none is missing between them. 'snapshot' = some are
   * gone into the snapshot, so `load` instead. Null = no such board.
   */
  since(
    boardId: string,
    seq: number,
  ): Promise<{ seq: number; update: Uint8Array }[] | 'snapshot' | null>;
  /** The number of the newest update; 0 = none yet. Null = no such board. */
  lastSeq(boardId: string): Promise<number | null>;
  /** Appends one update; returns its number, 1 higher than the last for this board, never reused. */
  append(boardId: string, update: Uint8Array): Promise<number>;
  /** Replaces the snapshot and deletes log entries up to `seq`, together. Refused (false) if an equal or newer snapshot stands. */
  saveSnapshot(boardId: string, seq: number, snapshot: Uint8Array): Promise<boolean>;

  /**
   * Forgets one part of boards whose time is over at `now` (data-map.ts), at most so many rows; the
   * session's record has the words that are kept.
   */
  removeDue(part: 'authors' | 'log' | 'snapshots', now: number, most: number): Promise<number>;

  /** Who wrote a leaf. Read only by `leaf:who`, ownership checks and a seat's own view. */
  setAuthor(leafId: string, boardId: string, seatId: string): Promise<void>;
  authorOf(leafId: string): Promise<string | null>;
  leavesBy(boardId: string, seatId: string): Promise<string[]>;
  /** How many different seats have written on this board (held leaves too). */
  authorCount(boardId: string): Promise<number>;

  /** Leaves kept back while people think alone. Oldest first. */
  hold(leaf: HeldLeafRow): Promise<void>;
  changeHeld(leafId: string, leaf: LeafInput): Promise<boolean>;
  dropHeld(leafId: string): Promise<HeldLeafRow | null>;
  findHeld(leafId: string): Promise<HeldLeafRow | null>;
  heldOn(boardId: string): Promise<HeldLeafRow[]>;
  heldBy(boardId: string, seatId: string): Promise<HeldLeafRow[]>;
  countHeld(boardId: string): Promise<number>;

  /** Deeds are written with the intent that did them (`intents.record`) and forgotten with it. */
  findDeed(intentId: string, by: string): Promise<BoardDeed | null>;
  markUndone(intentId: string): Promise<void>;
  /** Intents whose deeds are not yet undone, oldest first, at most the last 50. */
  undoableBy(boardId: string, by: string): Promise<string[]>;
}
