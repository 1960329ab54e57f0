import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors } from '#lib/server/doors.ts';
import { refusePage } from '#lib/server/refused.ts';
import type { RequestHandler } from './$types';

/** One tap from any staff page (people 52). Ends in the room, where it can be resumed. */
export const POST: RequestHandler = async (event) => {
  const { session } = event.params;
  const paused = await doors().act(
    await callerOf(event),
    'room:pause',
    { sessionId: session },
    'staff',
  );
  if (!paused.ok) refusePage(paused.refusal, event);
  redirect(303, href(event.locals.lang, `/staff/sessions/${session}/room`));
};
