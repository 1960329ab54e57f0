import type { Store } from '@canopy/storage';

/** A staff sign-in as its holder gets it. The token is told once, here, and kept nowhere. */
export type NewSignIn = { token: string; signInId: string; expiresAt: number };

/** A sign-in that was found good. `expiresAt` is the sooner of its idle and its absolute end. */
export type LiveSignIn = { staffId: string; signInId: string; expiresAt: number };

/**
 * The life of staff sign-ins: everything the lucia fence stands for, and all that a replacement has
 * to keep. `contract/sign-in-keeper.ts` holds each sentence below as a test.
 *
 * - The store holds only the SHA-256 of a token: who reads the database cannot sign in.
 * - A sign-in ends after `idleMs` without use, and after `absoluteMs` whatever happens.
 * - Use moves the idle end forward (to the minute: not every request is worth a write).
 * - An ended or unknown token is one answer, null, and an ended sign-in is removed when met.
 * - Whether the member of staff may still come in (disabled, role) is the caller's question, asked
 *   fresh at each use.
 */
export interface SignInKeeper {
  signIn(staffId: string): Promise<NewSignIn>;
  check(token: string): Promise<LiveSignIn | null>;
  /** A new token for the same sign-in; the old one stops at once. The absolute end does not move. Null = not live. */
  rotate(token: string): Promise<NewSignIn | null>;
  /** Ending what is already gone is not an error. */
  signOut(token: string): Promise<void>;
  signOutById(signInId: string): Promise<void>;
  /** Everywhere: every sign-in of one member of staff. */
  signOutStaff(staffId: string): Promise<void>;
  /** Removes sign-ins that have ended unseen; returns how many. For a nightly tidy-up. */
  sweep(): Promise<number>;
}

export type KeeperParts = {
  store: Store;
  /** Epoch milliseconds. */
  clock: () => number;
  randomBytes: (n: number) => Uint8Array;
  idleMs: number;
  absoluteMs: number;
};
