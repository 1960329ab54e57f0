import type { SeatView } from '@canopy/protocol';
import type { RequestEvent } from '@sveltejs/kit';
import { callerOf, doors } from '#lib/server/doors.ts';

/** Why there is no place to show: each has its own plain words. */
export type Away = 'signed-out' | 'removed' | 'left' | 'over';
type Here = { away: Away } | { away: null; seat: SeatView };

/** This browser's own seat in this session, or why there is none. */
export async function seatHere(event: RequestEvent, sessionId: string): Promise<Here> {
  const { seat } = await callerOf(event);
  if (seat === null || seat.sessionId !== sessionId) return { away: 'signed-out' };
  const view = await doors().read.readSeatView(seat.seatId);
  if (view === null) return { away: 'signed-out' };
  if (view.state === 'removed' || view.state === 'left') return { away: view.state };
  const room = await doors().read.readRoomView(sessionId);
  if (room === null) return { away: 'signed-out' };
  if (room.session.state === 'closed' || room.session.state === 'signed-off')
    return { away: 'over' };
  return { away: null, seat: view };
}
