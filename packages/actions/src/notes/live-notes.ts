import type { Result } from '@canopy/domain';
import { openNotes, readNotes } from '@canopy/notes';
import type { Store } from '@canopy/storage';
import { AwakeNotes } from './awake-notes.ts';

/**
 * The staff's notes that are awake. Unlike a board, notes are written by browsers themselves, for
 * staff type in one text together; so each update passes the gate (`@canopy/notes`) first.
 */
export interface LiveNotes {
  /**
   * Lets updates of one connection in, in order, as one log entry written through `tx`: all or none.
   * Nobody is told before `publish`, which the action calls after the commit; `takeBack` after a
   * rollback. Refused: `not-found`; `reload-needed`, the notes were rebuilt since that connection
   * began; `bad-input` with the gate's rule; `too-long`; `too-many`.
   */
  write(
    tx: Store,
    from: NotesWriter,
    updates: readonly Uint8Array[],
  ): Promise<Result<NotesWritten>>;
  /** The notes as plain text, as they are stored now. '' when there are none. */
  read(sessionId: string): Promise<string>;
  /**
   * For the line: what a writer lacks, as one Yjs update. Committed only, and all that was logged up to
   * `seq`, by whichever host: whoever comes back writes again what is not in it. Null = these are not the
   * notes of that epoch, or there are none.
   */
  join(sessionId: string, epoch: number, seq: number): Promise<NotesState | null>;
  /** Each committed change, in log order. Returns how to stop. */
  follow(sessionId: string, follower: NotesFollower): () => void;
  /** Another host wrote, up to this number: what is missing here is read from the log. */
  heard(sessionId: string, seq: number): void;
  /** All that is awake reads what it lacks, after nothing may have been heard for a while. */
  catchUp(): Promise<void>;
  /** Writes snapshots and lets go of notes nobody has open. */
  rest(): Promise<void>;
}

export type NotesWriter = { sessionId: string; clientId: number; epoch: number };
export type NotesWritten = { seq: number; publish: () => void; takeBack: () => void };
export type NotesState = {
  /** What the holder of this state vector lacks; an empty vector gets everything. Throws on one that is none. */
  lacking(stateVector: Uint8Array): Uint8Array;
};
export type NotesFollower = {
  /** `by` = the connection that wrote it, when it was one of this host's. */
  changed(update: Uint8Array, by: number | null): void;
  /** The document is another one now: throw copies away and load again. */
  rebuilt(): void;
};

export type LiveNotesParts = {
  store: Store;
  log: (event: string, ids?: Record<string, string | number>) => void;
};

/** The notes of one process, each woken by its first use from what is stored. */
export function createLiveNotes({ store, log }: LiveNotesParts): LiveNotes {
  const awake = new Map<string, AwakeNotes>();
  const wake = (sessionId: string): AwakeNotes => {
    const found = awake.get(sessionId) ?? new AwakeNotes(sessionId, store, log);
    awake.set(sessionId, found);
    return found;
  };
  return {
    write: (tx, from, updates) => wake(from.sessionId).write(tx, from, updates),
    async read(sessionId) {
      const stored = await store.notes.load(sessionId);
      if (stored === null) return '';
      const log = stored.log.map(({ update }) => update);
      return readNotes(openNotes(stored.snapshot, log));
    },
    join: (sessionId, epoch, seq) => wake(sessionId).join(epoch, seq),
    follow: (sessionId, follower) => wake(sessionId).follow(follower),
    heard(sessionId, seq) {
      awake.get(sessionId)?.heard(seq);
    },
    async catchUp() {
      for (const notes of [...awake.values()]) await notes.catchUp();
    },
    async rest() {
      for (const [sessionId, notes] of [...awake]) {
        await notes.rest();
        if (notes.idle && awake.get(sessionId) === notes) awake.delete(sessionId);
      }
    },
  };
}
