/**
 * Once-only delivery. An intent's reply is kept beside its effect, in the same transaction, so a
 * resend after a lost reply gets the same answer and changes nothing.
 */
export interface Intents {
  /** JSON of the first reply, or null when never seen. `by` is part of the key: ids cannot be guessed across people. */
  replyTo(intentId: string, by: string): Promise<string | null>;
  /** Throws when it was recorded before. `deed`: what it did to a board can be taken back. */
  record(
    intentId: string,
    by: string,
    sessionId: string | null,
    reply: string,
    deed?: NewDeed,
  ): Promise<void>;
  /**
   * Called when a session closes: the window for resends is over, nothing can be undone any more, and
   * deeds name people and hold words that were removed.
   */
  forget(sessionId: string): Promise<void>;
}

/** JSON of the board operations that undo what was done on this board. */
export type NewDeed = { boardId: string; inverse: string };
