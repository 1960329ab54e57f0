import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { doors } from '#lib/server/doors.ts';
import { seatHere } from '../seat-here.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { session } = event.params;
  const here = await seatHere(event, session);
  if (here.away !== null) return { away: here.away, seat: null, youth: false };
  if (here.seat.state === 'admitted')
    redirect(303, href(event.locals.lang, `/session/${encodeURIComponent(session)}`));
  const room = await doors().read.readRoomView(session);
  // Which words to use, and nothing else of the room (people 50).
  return { away: null, seat: here.seat, youth: room?.session.groupKind === 'youth' };
};
