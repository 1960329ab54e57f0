import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors, dropCookie } from '#lib/server/doors.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  /** Leaving works without script, and always: also when the seat is already gone. */
  default: async (event) => {
    const caller = await callerOf(event);
    const { session } = event.params;
    // A tab of last time may still be open; the browser's seat is in another room by now.
    if (caller.seat === null || caller.seat.sessionId === session) {
      if (caller.seat !== null) await doors().act(caller, 'seat:leave', {}, 'seat');
      dropCookie(event.cookies, 'seat');
    }
    redirect(303, href(event.locals.lang, `/session/${encodeURIComponent(session)}/left`));
  },
};
