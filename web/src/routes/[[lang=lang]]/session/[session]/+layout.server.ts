import { callerOf, doors } from '#lib/server/doors.ts';
import type { LayoutServerLoad } from './$types';

/** Why there is no room to show: each has its own plain words. */
type Away = 'signed-out' | 'removed' | 'left' | 'over';

/** A member's own seat, and the room only once staff have let them in (people 50). */
export const load: LayoutServerLoad = async (event) => {
  const { seat } = await callerOf(event);
  const away = (why: Away) => ({ away: why, seat: null, room: null });
  if (seat === null || seat.sessionId !== event.params.session) return away('signed-out');
  const view = await doors().read.readSeatView(seat.seatId);
  if (view === null) return away('signed-out');
  if (view.state === 'removed' || view.state === 'left') return away(view.state);
  const room = await doors().read.readRoomView(seat.sessionId);
  if (room === null) return away('signed-out');
  if (room.session.state === 'closed' || room.session.state === 'signed-off') return away('over');
  return { away: null, seat: view, room: view.state === 'admitted' ? room : null };
};
