import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors } from '#lib/server/doors.ts';
import { refusedForm } from '#lib/server/refused-form.ts';
import { refusePage } from '#lib/server/refused.ts';
import { valuesOf } from '#lib/staff/form-values.ts';
import { groupInput } from '#lib/staff/group-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const read = await doors().read.readGroup(await callerOf(event), event.params.group);
  if (!read.ok) refusePage(read.refusal, event);
  return { group: read.value.group };
};

export const actions: Actions = {
  default: async (event) => {
    const groupId = event.params.group;
    const values = valuesOf(await event.request.formData());
    const input = { groupId, group: groupInput(values) };
    const edited = await doors().act(await callerOf(event), 'group:edit', input, 'staff');
    if (!edited.ok) return refusedForm(edited.refusal, event, values);
    redirect(303, `${href(event.locals.lang, `/staff/groups/${groupId}`)}?saved`);
  },
};
