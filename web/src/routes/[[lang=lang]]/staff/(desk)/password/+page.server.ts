import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors, setCookie } from '#lib/server/doors.ts';
import { refusedForm } from '#lib/server/refused-form.ts';
import { said, valuesOf } from '#lib/staff/form-values.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ changed: url.searchParams.has('changed') });

export const actions: Actions = {
  default: async (event) => {
    const values = valuesOf(await event.request.formData());
    const input = { current: said(values, 'current'), next: said(values, 'next') };
    const changed = await doors().act(await callerOf(event), 'password:change', input, 'staff');
    if (!changed.ok) return refusedForm(changed.refusal, event, values);
    setCookie(event.cookies, 'staff', changed.value.token, null);
    redirect(303, `${href(event.locals.lang, '/staff/password')}?changed`);
  },
};
