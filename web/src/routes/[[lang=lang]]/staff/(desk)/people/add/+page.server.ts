import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors } from '#lib/server/doors.ts';
import { refusedForm } from '#lib/server/refused-form.ts';
import { refusePage } from '#lib/server/refused.ts';
import { said, valuesOf } from '#lib/staff/form-values.ts';
import { personInput } from '#lib/staff/staff-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const caller = await callerOf(event);
  const staff = await doors().read.listStaff(caller);
  if (!staff.ok) refusePage(staff.refusal, event);
  const groups = await doors().read.listGroups(caller);
  return { groups: groups.ok ? groups.value : [] };
};

export const actions: Actions = {
  default: async (event) => {
    const values = valuesOf(await event.request.formData());
    const input = {
      ...personInput(values),
      email: said(values, 'email'),
      password: said(values, 'password'),
    };
    const added = await doors().act(await callerOf(event), 'staff:add', input, 'staff');
    if (!added.ok) return refusedForm(added.refusal, event, values);
    redirect(303, `${href(event.locals.lang, '/staff/people')}?added`);
  },
};
