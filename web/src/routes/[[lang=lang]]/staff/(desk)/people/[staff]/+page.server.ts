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
  const person = staff.value.find(({ id }) => id === event.params.staff);
  if (person === undefined) refusePage({ code: 'not-found' }, event);
  const groups = await doors().read.listGroups(caller);
  return { person, groups: groups.ok ? groups.value : [] };
};

export const actions: Actions = {
  edit: async (event) => {
    const values = valuesOf(await event.request.formData());
    const input = { ...personInput(values), staffId: event.params.staff };
    const edited = await doors().act(await callerOf(event), 'staff:edit', input, 'staff');
    if (!edited.ok) return refusedForm(edited.refusal, event, values);
    redirect(303, `${href(event.locals.lang, '/staff/people')}?saved`);
  },
  disable: async (event) => {
    const values = valuesOf(await event.request.formData());
    const input = { staffId: event.params.staff, disabled: said(values, 'disabled') === 'yes' };
    const done = await doors().act(await callerOf(event), 'staff:disable', input, 'staff');
    if (!done.ok) return refusedForm(done.refusal, event, values);
    redirect(303, `${href(event.locals.lang, '/staff/people')}?saved`);
  },
};
