import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors, dropCookie } from '#lib/server/doors.ts';
import type { Actions, PageServerLoad } from './$types';

/** A link must not sign anybody out: only the button's form does. */
export const load: PageServerLoad = ({ locals }) => redirect(303, href(locals.lang, '/staff'));

export const actions: Actions = {
  default: async (event) => {
    await doors().act(await callerOf(event), 'sign-in:end', {}, 'staff');
    dropCookie(event.cookies, 'staff');
    redirect(303, href(event.locals.lang, '/staff/sign-in'));
  },
};
