import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { LOOK_COOKIE, readLook, writeLook } from '#lib/look/look.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ saved: url.searchParams.has('saved') });

export const actions: Actions = {
  default: async ({ request, cookies, locals, url }) => {
    const form = await request.formData();
    const said = (name: string): string => String(form.get(name) ?? '');
    // Read back through the same parser as the cookie: only values we know survive.
    const look = readLook(`${said('theme')}.${said('text')}.${said('calm')}`);
    // Until the browser closes and no longer: phones are borrowed (people 37, 83).
    cookies.set(LOOK_COOKIE, writeLook(look), {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: url.protocol === 'https:',
    });
    redirect(303, `${href(locals.lang, '/settings')}?saved`);
  },
};
