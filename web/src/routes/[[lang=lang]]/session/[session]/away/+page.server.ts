import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { seatHere } from '../seat-here.server.ts';
import type { PageServerLoad } from './$types';

/** No room to show. Whoever has a place again by now is taken to it. */
export const load: PageServerLoad = async (event) => {
  const { session } = event.params;
  const { away } = await seatHere(event, session);
  if (away === null)
    redirect(303, href(event.locals.lang, `/session/${encodeURIComponent(session)}`));
  return { away };
};
