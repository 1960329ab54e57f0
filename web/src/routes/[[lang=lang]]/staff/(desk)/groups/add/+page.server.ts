import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors } from '#lib/server/doors.ts';
import { refusedForm } from '#lib/server/refused-form.ts';
import { valuesOf } from '#lib/staff/form-values.ts';
import { groupInput } from '#lib/staff/group-form.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async (event) => {
    const values = valuesOf(await event.request.formData());
    const caller = await callerOf(event);
    const added = await doors().act(caller, 'group:add', groupInput(values), 'staff');
    if (!added.ok) return refusedForm(added.refusal, event, values);
    redirect(303, href(event.locals.lang, `/staff/groups/${added.value.groupId}`));
  },
};
