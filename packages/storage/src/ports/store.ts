import type { Audit } from './audit.ts';
import type { Boards } from './boards.ts';
import type { Groups } from './groups.ts';
import type { NotSaving } from '../not-saved.ts';
import type { Intents } from './intents.ts';
import type { Notes } from './notes.ts';
import type { Outcomes } from './outcomes.ts';
import type { Room } from './room.ts';
import type { Seats } from './seats.ts';
import type { Sessions } from './sessions.ts';
import type { SignIns } from './sign-ins.ts';
import type { StaffMembers } from './staff-members.ts';
import type { Votes } from './votes.ts';

/**
 * Everything remembered. One method group per noun, each commented as a contract and tested by one
 * suite on every database.
 *
 * `transaction`: all or nothing, durable when it resolves (a crash right after loses nothing). Inside
 * it use only the store handed in. Throwing rolls back. Nested transactions are a bug and throw.
 * Transactions of one `turn` (a session's id; '' = no session) run strictly one after another, on
 * every host that shares the database, and each sees all that the one before it wrote. Different
 * turns may run at once, as far as the database can.
 *
 * `attempt`, inside a transaction only: a part that may fail alone. A throw takes back what the part
 * did, is thrown on, and leaves the rest of the transaction usable. Inside it use only the store
 * handed in; parts go one at a time and may hold parts of their own.
 */
export interface Store {
  readonly staff: StaffMembers;
  readonly signIns: SignIns;
  readonly groups: Groups;
  readonly sessions: Sessions;
  readonly seats: Seats;
  readonly room: Room;
  readonly boards: Boards;
  readonly notes: Notes;
  readonly votes: Votes;
  readonly outcomes: Outcomes;
  readonly intents: Intents;
  readonly audit: Audit;
  /** True: no other process writes this database, so what was read stays true until we change it. */
  readonly alone: boolean;
  transaction<T>(work: (tx: Store) => Promise<T>, turn?: string): Promise<T>;
  attempt<T>(work: (part: Store) => Promise<T>): Promise<T>;
  /** True when the database answers a trivial read; never throws. For /ready. */
  isReady(): Promise<boolean>;
  /**
   * Why writes cannot be saved at the moment; null = they can, as far as anybody has found out. Never
   * throws. Reading may work all the same.
   */
  notSaving(): Promise<NotSaving | null>;
  /**
   * Makes what was deleted leave the database's files too, as far as this database can; a second or two
   * of waiting, beside everything else. False = not now, ask again. Outside transactions only. Rows
   * that were remembered are let go with it.
   */
  scrub(): Promise<boolean>;
  close(): Promise<void>;
}
