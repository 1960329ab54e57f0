/**
 * Once-only delivery. An intent's reply is kept beside its effect, in the same transaction, so a
 * resend after a lost reply gets the same answer and changes nothing.
 */
export interface Intents {
  /** JSON of the first reply, or null when never seen. `by` is part of the key: ids cannot be guessed across people. */
  replyTo(intentId: string, by: string): Promise<string | null>;
  record(intentId: string, by: string, sessionId: string | null, reply: string): Promise<void>;
  /** Called when a session closes: the window for resends is over. */
  forget(sessionId: string): Promise<void>;
}
