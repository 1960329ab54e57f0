import { SEATS_MAX, type Session } from '@canopy/domain';
import type { Store } from '@canopy/storage';

/** Whether someone new may come to this door at all. */
export const isOpenToNew = (session: Session): boolean =>
  session.deletedAt === null &&
  session.door === 'open' &&
  (session.state === 'planned' || session.state === 'open');

/** People who left or were removed give their place back. */
export async function isFull(tx: Store, sessionId: string): Promise<boolean> {
  const seats = await tx.seats.all(sessionId);
  return (
    seats.filter(({ state }) => state === 'waiting' || state === 'admitted').length >= SEATS_MAX
  );
}

/** What a seat that goes away was still asking goes with it. */
export async function lowerAsksOf(tx: Store, sessionId: string, seatId: string): Promise<void> {
  for (const ask of await tx.room.asks(sessionId))
    if (ask.seatId === seatId) await tx.room.lowerAsk(ask.id);
}
