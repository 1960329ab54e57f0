import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors, setCookie } from '#lib/server/doors.ts';
import { refusedForm } from '#lib/server/refused-form.ts';
import { said, valuesOf } from '#lib/staff/form-values.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals }) => {
  if (await doors().read.isSetUp()) redirect(303, href(locals.lang, '/staff/sign-in'));
};

export const actions: Actions = {
  default: async (event) => {
    const values = valuesOf(await event.request.formData());
    const email = said(values, 'email');
    const password = said(values, 'password');
    const caller = await callerOf(event);
    const done = await doors().act(caller, 'set-up:finish', {
      name: said(values, 'name'),
      email,
      password,
    });
    if (!done.ok) return refusedForm(done.refusal, event, values);
    // They have just typed it: asking again would only be asking again.
    const begun = await doors().act(caller, 'sign-in:begin', { email, password });
    if (begun.ok) setCookie(event.cookies, 'staff', begun.value.token, null);
    redirect(303, href(event.locals.lang, '/staff'));
  },
};
