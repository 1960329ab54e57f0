/** Where some notes stand: the number of their newest update, 0 = none yet. */
export type NotesHead = { epoch: number; seq: number };

/** The notes' stored truth: a snapshot of everything up to `snapshotSeq`, then the log after it. */
export type StoredNotes = NotesHead & {
  snapshot: Uint8Array | null;
  snapshotSeq: number;
  log: { seq: number; update: Uint8Array }[];
};

/** The staff's notes, one document for each session. The log names nobody and keeps no time. */
export interface Notes {
  /**
   * A Yjs client id that no connection to these notes has had, on any host, counted from 1, and where
   * the notes stand. Makes the notes when there are none: epoch 1, no log. `after` = the id that this
   * browser wrote under before; that one has ended from here on. An id never given is not noted.
   */
  nextClient(sessionId: string, after: number | null): Promise<NotesHead & { clientId: number }>;
  /** Null = nobody has opened notes for this session yet. */
  head(sessionId: string): Promise<NotesHead | null>;
  hasEnded(sessionId: string, clientId: number): Promise<boolean>;
  load(sessionId: string): Promise<StoredNotes | null>;
  /**
   * Log entries numbered above `seq`, in order; none is missing between them. 'snapshot' = some are
   * gone into the snapshot, or the notes were rebuilt, so `load` instead. Null = no such notes.
   */
  since(
    sessionId: string,
    seq: number,
  ): Promise<{ seq: number; update: Uint8Array }[] | 'snapshot' | null>;
  /** Appends one update; returns its number, 1 higher than the last for these notes, never reused. */
  append(sessionId: string, update: Uint8Array): Promise<number>;
  /** Replaces the snapshot and deletes log entries up to `seq`, together. Refused (false) if an equal or newer snapshot stands. */
  saveSnapshot(sessionId: string, seq: number, snapshot: Uint8Array): Promise<boolean>;
  /**
   * Puts another document in the place of everything up to `seq`: the next number, the next epoch, no
   * log, and no connection noted as ended, for the epoch ends them all. Refused (false) when something was appended after `seq`.
   */
  rebuild(sessionId: string, seq: number, snapshot: Uint8Array): Promise<boolean>;
}
