import type { House } from '@canopy/actions';
import type { StoredSeat } from '@canopy/storage';

/** Whoever is asked about: where they are, and what their browser proves it with. */
export type Seated = {
  sessionId: string;
  seatId: string | null;
  visitor: { tokens: { seat?: string } };
};

/**
 * One look over everybody connected to a host. Seats are read a session at a time: asking the
 * database about each of a thousand phones, every second, would be the end of it.
 */
export class SeatRound {
  readonly #house: House;
  readonly #sessions = new Map<string, Promise<ReadonlyMap<string, StoredSeat> | null>>();

  constructor(house: House) {
    this.#house = house;
  }

  /** True: nothing has changed for this seat. False: ask properly. */
  async stands({ sessionId, seatId, visitor }: Seated): Promise<boolean> {
    const token = visitor.tokens.seat;
    if (seatId === null || token === undefined) return false;
    const reading = this.#sessions.get(sessionId) ?? this.#read(sessionId);
    this.#sessions.set(sessionId, reading);
    const seat = (await reading)?.get(seatId);
    return (
      seat !== undefined &&
      (seat.state === 'admitted' || seat.state === 'waiting') &&
      seat.tokenHash === this.#house.auth.hashToken(token)
    );
  }

  /** Null = the session is over. */
  async #read(sessionId: string): Promise<ReadonlyMap<string, StoredSeat> | null> {
    const { sessions, seats } = this.#house.store;
    const session = await sessions.find(sessionId);
    const isOn = session?.state === 'planned' || session?.state === 'open';
    if (!isOn || session.deletedAt !== null) return null;
    return new Map((await seats.all(sessionId)).map((seat) => [seat.id, seat]));
  }
}
