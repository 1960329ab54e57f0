import type { Auth } from '@canopy/auth';
import type { Store } from '@canopy/storage';
import type { Commits } from './commits.ts';
import type { LiveBoards } from './live-boards.ts';
import type { LiveNotes } from './notes/live-notes.ts';
import type { Meters } from './meters.ts';

/** Time, injected: rules are tested at any hour. Epoch milliseconds. */
export type Clock = () => number;

/**
 * What changed, said after the commit and never before. The host turns each into fresh views for
 * the right people; nothing in here is itself shown to anyone.
 */
export type Announcement =
  | { what: 'room'; sessionId: string }
  /** One seat's own view changed. Whatever else of the room changed with it is announced beside it. */
  | { what: 'seat'; sessionId: string; seatId: string }
  /** What one person (`seat:<id>` or `staff:<id>`) can undo on a board: all that a move changes for them. */
  | { what: 'deeds'; sessionId: string; boardId: string; by: string }
  | { what: 'seat-ended'; sessionId: string; seatId: string; why: 'removed' | 'left' }
  | { what: 'session-ended'; sessionId: string }
  | { what: 'signed-off'; sessionId: string }
  /** The staff's notes have entries up to this number. */
  | { what: 'notes'; sessionId: string; seq: number }
  | { what: 'sign-in-ended'; signInId: string }
  | { what: 'staff-ended'; staffId: string }
  | { what: 'staff-changed'; staffId: string };

/** Who is connected to a session right now, over every open socket. Counted live, never stored. */
export interface Presence {
  staffIn(sessionId: string): ReadonlySet<string>;
  seatsIn(sessionId: string): ReadonlySet<string>;
}

/** Reactions counted in memory and written in short windows; the sender is forgotten at once. */
export interface ReactionCounter {
  /** False when this sender is over its pace: quietly not counted. */
  count(
    sessionId: string,
    stageId: string,
    leafId: string | null,
    code: string,
    by: string,
  ): boolean;
  /** Writes what is still in memory, so a closing session's record is complete. */
  flush(sessionId: string): Promise<void>;
}

/** Guesses at a spoken code, bounded by address, by code and overall. Failures count, joins do not. */
export interface GuessLimit {
  mayGuess(address: string, code: string): Promise<boolean>;
  missed(address: string, code: string): Promise<void>;
}

/** New seats from one address: a whole event may come by one, a script that fills a lobby may not. */
export interface ArrivalLimit {
  /** Counts one more; false = too many of late. */
  mayCome(address: string): Promise<boolean>;
}

/** Everything an action is given. The middle opens nothing: the host composes this once at start. */
export interface House {
  readonly store: Store;
  readonly auth: Auth;
  readonly boards: LiveBoards;
  readonly notes: LiveNotes;
  readonly commits: Commits;
  readonly presence: Presence;
  readonly reactions: ReactionCounter;
  readonly guesses: GuessLimit;
  readonly arrivals: ArrivalLimit;
  readonly meters: Meters;
  readonly clock: Clock;
  readonly randomBytes: (n: number) => Uint8Array;
  announce(announcement: Announcement): void;
  /** Logs an event name and random ids only. Never content, names or addresses. */
  log(event: string, ids?: Record<string, string | number>): void;
}
