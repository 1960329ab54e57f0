import { fail, redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors } from '#lib/server/doors.ts';
import { keepToken } from '../come-in/join-token.server.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  /** The code typed here or on the front page. Wrong, closed and full are answered alike. */
  default: async (event) => {
    const code = String((await event.request.formData()).get('code') ?? '').slice(0, 40);
    const found = await doors().act(await callerOf(event), 'seat:find-door', { code });
    if (!found.ok) {
      const tooFast = found.refusal.code === 'slow-down';
      return fail(tooFast ? 429 : 400, { code, tooFast });
    }
    keepToken(event.cookies, found.value.joinToken);
    redirect(303, href(event.locals.lang, '/come-in'));
  },
};
