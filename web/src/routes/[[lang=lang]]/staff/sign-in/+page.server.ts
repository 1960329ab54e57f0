import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors, setCookie } from '#lib/server/doors.ts';
import { refusedForm } from '#lib/server/refused-form.ts';
import { said, valuesOf } from '#lib/staff/form-values.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** Only a page of our own, whatever the address says: a link may not borrow our sign-in to send people on. */
const ownPage = (to: string | null, home: string): string =>
  to !== null && /^\/(cy\/)?staff(\/[\w-]+)*$/.test(to) ? to : home;

export const load: PageServerLoad = async (event) => {
  const { lang } = event.locals;
  if (!(await doors().read.isSetUp())) redirect(303, href(lang, '/staff/set-up'));
  const me = await doors().read.readMe(await callerOf(event));
  const to = ownPage(event.url.searchParams.get('next'), href(lang, '/staff'));
  if (me.staff !== null) redirect(303, to);
  return { to };
};

export const actions: Actions = {
  default: async (event) => {
    const values = valuesOf(await event.request.formData());
    const begun = await doors().act(await callerOf(event), 'sign-in:begin', {
      email: said(values, 'email'),
      password: said(values, 'password'),
    });
    if (!begun.ok) return refusedForm(begun.refusal, event, values);
    // Until the browser closes; idle and whole lifetime are kept by the server, where they cannot be edited.
    setCookie(event.cookies, 'staff', begun.value.token, null);
    redirect(303, ownPage(said(values, 'to'), href(event.locals.lang, '/staff')));
  },
};
