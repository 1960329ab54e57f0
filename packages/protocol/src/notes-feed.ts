export const NOTES_PATH = '/notes';

/** Largest frame a notes line may carry to the host, in bytes: one update and its wrapping. */
export const NOTES_MAX_BYTES = 64 * 1024;
/** Updates taken into one transaction. */
export const NOTES_UPDATES_MAX = 64;

/**
 * What the host says on a notes line besides the y-websocket protocol, by that protocol's message
 * number, followed by numbers. A stock provider ignores them but for a line in its console.
 */
export const NOTES_SAYS = {
  /**
   * First of all: the Yjs client id this connection writes under, for anything under another is
   * refused; and the notes' epoch. A copy of another epoch is thrown away, never merged.
   */
  you: 64,
  /** How many updates of this connection are in the log by now. */
  saved: 65,
  /** How many members of staff have these notes open, the reader included. */
  here: 66,
} as const;
