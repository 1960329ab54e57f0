import type { Seat, SeatState } from '@canopy/domain';

/** `tokenHash` is the SHA-256 of the seat's cookie; the cookie itself is never stored. */
export type StoredSeat = Seat & { tokenHash: string; aliasNumber: number };

export interface Seats {
  /** The alias number is given here: 1 for the first with that alias in the session, then 2, 3 … */
  add(seat: Seat & { tokenHash: string }): Promise<StoredSeat>;
  find(seatId: string): Promise<StoredSeat | null>;
  findByTokenHash(tokenHash: string): Promise<StoredSeat | null>;
  /** Every seat of the session in any state, oldest first. */
  all(sessionId: string): Promise<StoredSeat[]>;
  setState(seatId: string, state: SeatState): Promise<boolean>;
  setLanguage(seatId: string, language: 'en' | 'cy'): Promise<boolean>;
  /** Replaces the cookie's hash (a new device for a shared seat): the old cookie stops working. */
  /**
   * Forgets seats, and with them their cookies, whose time is over at `now` (data-map.ts); at most so
   * many, and gives how many.
   */
  removeDue(now: number, most: number): Promise<number>;
  /** The same for the counts behind the aliases. */
  removeDueAliases(now: number, most: number): Promise<number>;
  setTokenHash(seatId: string, tokenHash: string): Promise<boolean>;
}
