import type { Scope, Session } from '@canopy/domain';
import type { Store } from '@canopy/storage';
import { sessionScope } from '../action.ts';

/**
 * For people who come without being anybody yet: the session behind their link, so that they take
 * their turn in it. A link that leads nowhere is about the service; the action answers it.
 */
export const arrivalScope = (session: Session | null): Scope => ({
  groupId: session?.groupId ?? null,
  sessionId: session?.id ?? null,
});

/** For what staff do to one seat. */
export async function seatScope(
  store: Store,
  seatId: string,
): Promise<(Scope & { session: Session }) | null> {
  const seat = await store.seats.find(seatId);
  return seat === null ? null : sessionScope(store, seat.sessionId);
}
