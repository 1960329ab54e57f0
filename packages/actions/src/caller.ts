import type { Actor } from '@canopy/domain';
import type { House } from './house.ts';

/**
 * Who a request says it is: what its cookies proved. Rights are not in here, they are read fresh at
 * each use. `address` is for limits only and is never stored or logged.
 */
export type Caller = {
  staff: { staffId: string; signInId: string } | null;
  seat: { seatId: string; sessionId: string } | null;
  address: string;
};

export const NOBODY: Caller = { staff: null, seat: null, address: '' };

/** Reads cookies' tokens once per connection or request. */
export async function identify(
  house: House,
  tokens: { staff?: string | undefined; seat?: string | undefined },
  address: string,
): Promise<Caller> {
  const signIn = tokens.staff === undefined ? null : await house.auth.check(tokens.staff);
  const seat =
    tokens.seat === undefined
      ? null
      : await house.store.seats.findByTokenHash(house.auth.hashToken(tokens.seat));
  return {
    staff: signIn === null ? null : { staffId: signIn.staffId, signInId: signIn.signInId },
    seat: seat === null ? null : { seatId: seat.id, sessionId: seat.sessionId },
    address,
  };
}

/**
 * The caller as an actor, with rights as they are now. A browser may hold both cookies (staff who
 * tried the member page): a sign-in speaks unless the caller asks for its seat.
 */
export async function actorFor(
  house: Pick<House, 'store'>,
  caller: Caller,
  as: 'staff' | 'seat' | 'either' = 'either',
): Promise<Actor> {
  if (caller.staff !== null && as !== 'seat') {
    const staff = await house.store.staff.find(caller.staff.staffId);
    if (staff !== null && staff.disabledAt === null) return { kind: 'staff', staff };
  }
  if (caller.seat !== null && as !== 'staff') {
    const seat = await house.store.seats.find(caller.seat.seatId);
    if (seat !== null)
      return { kind: 'seat', seatId: seat.id, sessionId: seat.sessionId, state: seat.state };
  }
  return { kind: 'nobody' };
}

/** The key under which deeds and intents are kept. */
export const keyOf = (actor: Actor): string =>
  actor.kind === 'staff'
    ? `staff:${actor.staff.id}`
    : actor.kind === 'seat'
      ? `seat:${actor.seatId}`
      : 'nobody';
