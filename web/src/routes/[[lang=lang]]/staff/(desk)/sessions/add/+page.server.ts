import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors } from '#lib/server/doors.ts';
import { refusedForm } from '#lib/server/refused-form.ts';
import { refusePage } from '#lib/server/refused.ts';
import { said, valuesOf } from '#lib/staff/form-values.ts';
import { sessionInput } from '#lib/staff/session-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const groups = await doors().read.listGroups(await callerOf(event));
  if (!groups.ok) refusePage(groups.refusal, event);
  const asked = event.url.searchParams.get('group');
  // The group comes first: which templates fit, and in what order, follows from it.
  const only = groups.value.length === 1 ? groups.value[0] : undefined;
  return {
    groups: groups.value,
    group: groups.value.find(({ id }) => id === asked) ?? only ?? null,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const values = valuesOf(await event.request.formData());
    const caller = await callerOf(event);
    const groupId = said(values, 'groupId');
    const groups = await doors().read.listGroups(caller);
    const group = groups.ok ? groups.value.find(({ id }) => id === groupId) : undefined;
    // Each kind of group begins with its own reactions; the plan can change them.
    const session = { ...sessionInput(values), reactionSet: group?.kind ?? 'adult' };
    const input = { groupId, template: said(values, 'template'), session };
    const planned = await doors().act(caller, 'session:plan', input, 'staff');
    if (!planned.ok) return refusedForm(planned.refusal, event, values);
    redirect(303, href(event.locals.lang, `/staff/sessions/${planned.value.sessionId}`));
  },
};
