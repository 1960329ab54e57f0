import type { Scope, Session } from '@canopy/domain';
import type { Store } from '@canopy/storage';
import { sessionScope } from '../action.ts';

/** For what staff do to one seat. */
export async function seatScope(
  store: Store,
  seatId: string,
): Promise<(Scope & { session: Session }) | null> {
  const seat = await store.seats.find(seatId);
  return seat === null ? null : sessionScope(store, seat.sessionId);
}
