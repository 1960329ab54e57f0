import { ok, refuse, type Result } from '@canopy/domain';
import type { StoredSeat } from '@canopy/storage';
import type { ActionContext } from '../action.ts';

/**
 * Whose answer this is. A member answers for its own seat and no other. Staff answer for a seat
 * that takes part through them, never for one that holds its own phone: nobody speaks over a person
 * who can speak.
 */
export async function seatFor(
  { tx, actor }: Pick<ActionContext, 'tx' | 'actor'>,
  sessionId: string,
  forSeat: string | undefined,
): Promise<Result<StoredSeat>> {
  const own = actor.kind === 'seat' ? actor.seatId : undefined;
  if (own !== undefined && forSeat !== undefined && forSeat !== own) return refuse('not-yours');
  const seatId = own ?? forSeat;
  if (seatId === undefined) return refuse('bad-input', 'forSeat');
  const seat = await tx.seats.find(seatId);
  if (seat === null || seat.sessionId !== sessionId) return refuse('not-found');
  if (seat.state === 'removed') return refuse('removed');
  if (seat.state !== 'admitted') return refuse('not-admitted');
  if (own === undefined && seat.way === 'own-phone') return refuse('not-yours');
  return ok(seat);
}
