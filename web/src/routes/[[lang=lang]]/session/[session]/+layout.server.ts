import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { doors } from '#lib/server/doors.ts';
import { seatHere } from './seat-here.server.ts';
import type { LayoutServerLoad } from './$types';

/** The room is read only for those whom staff have let in (people 50); the rest wait in the lobby. */
export const load: LayoutServerLoad = async (event) => {
  const { session } = event.params;
  const goTo = (page: string): never =>
    redirect(303, href(event.locals.lang, `/session/${encodeURIComponent(session)}/${page}`));
  const here = await seatHere(event, session);
  if (here.away !== null) return goTo('away');
  if (here.seat.state === 'waiting') return goTo('lobby');
  return { seat: here.seat, room: await doors().read.readRoomView(session) };
};
