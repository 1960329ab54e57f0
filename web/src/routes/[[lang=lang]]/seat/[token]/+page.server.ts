import { fail, redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { SEAT_LIVES_MS } from '#lib/server/seat-lives.ts';
import { callerOf, doors, setCookie } from '#lib/server/doors.ts';
import type { Actions } from './$types';

/** No script: a form, so that nothing which only looks at the link can spend it. */
export const csr = false;

export const actions: Actions = {
  default: async (event) => {
    const { token } = event.params;
    const taken = await doors().act(await callerOf(event), 'seat:claim', { token });
    if (!taken.ok) return fail(403, { refused: true });
    setCookie(event.cookies, 'seat', taken.value.token, Date.now() + SEAT_LIVES_MS);
    redirect(303, href(event.locals.lang, `/session/${taken.value.sessionId}`));
  },
};
