import type { Ask, CheckInAnswer, CheckInTotals, ReactionCounts } from '@canopy/domain';

/** One tap that asks something of staff. Gone when lowered and when the session closes. */
export type RaisedAsk = { id: string; sessionId: string; seatId: string; ask: Ask; at: number };

/** What a seat has already done in a stage, so once means once. Holds no answer. Wiped at close. */
export type Mark = 'checked-in' | 'more-time';

/** The small live facts of a room that must outlive a crash. */
export interface Room {
  raiseAsk(ask: RaisedAsk): Promise<void>;
  /** Removes and returns it; null = already gone. */
  lowerAsk(askId: string): Promise<RaisedAsk | null>;
  findAsk(askId: string): Promise<RaisedAsk | null>;
  /** Oldest first: a queue. */
  asks(sessionId: string): Promise<RaisedAsk[]>;

  /** False = this seat was marked before. */
  mark(stageId: string, seatId: string, mark: Mark): Promise<boolean>;
  hasMark(stageId: string, seatId: string, mark: Mark): Promise<boolean>;
  countMarks(stageId: string, mark: Mark): Promise<number>;
  /** Takes a mark from every seat of a stage, so that it may be set again; gives whose it was. */
  takeMarks(stageId: string, mark: Mark): Promise<string[]>;

  /** Adds one to a face. No row ever holds a seat. */
  countCheckIn(stageId: string, answer: CheckInAnswer): Promise<void>;
  /** Everybody's, for the record. */
  checkInTotals(stageId: string): Promise<CheckInTotals>;
  /** Tells what has been counted, when at least that many answers are untold: fewer would show whose they are. */
  tellCheckIn(stageId: string, atLeast: number): Promise<void>;
  /** What had been counted when it was last told; empty until then. */
  toldCheckIn(stageId: string): Promise<CheckInTotals>;

  /**
   * Adds a window's counts and gives what each of them now stands at. `leafId` null = for the stage as
   * a whole. Standing counts only grow, so whoever hears several of them may believe the largest.
   */
  addReactions(
    stageId: string,
    leafId: string | null,
    counts: ReactionCounts,
  ): Promise<ReactionCounts>;
  reactionTotals(
    stageId: string,
  ): Promise<{ stage: ReactionCounts; leaves: Record<string, ReactionCounts> }>;

  /** Time spent in a stage, added up over visits. */
  addSpent(stageId: string, ms: number): Promise<void>;
  spent(sessionId: string): Promise<Record<string, number>>;

  /** At close: asks and marks of the whole session go. Counts and times stay for the record. */
  clear(sessionId: string): Promise<void>;
}
