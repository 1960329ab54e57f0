import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors } from '#lib/server/doors.ts';
import { refusedForm } from '#lib/server/refused-form.ts';
import { refusePage } from '#lib/server/refused.ts';
import { valuesOf } from '#lib/staff/form-values.ts';
import { boxOf, stageInput } from '#lib/staff/stage-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function stageOf(event: RequestEvent | Parameters<PageServerLoad>[0]) {
  const read = await doors().read.readSession(await callerOf(event), event.params.session);
  if (!read.ok) refusePage(read.refusal, event);
  const stage = read.value.stages.find(({ id }) => id === event.params.stage);
  if (stage === undefined) refusePage({ code: 'not-found' }, event);
  return { stage, boards: read.value.stages.filter(({ kind }) => kind === 'board') };
}

export const load: PageServerLoad = stageOf;

export const actions: Actions = {
  default: async (event) => {
    const { stage } = await stageOf(event);
    const values = valuesOf(await event.request.formData());
    const input = { stageId: stage.id, stage: stageInput(stage.kind, values) };
    const edited = await doors().act(await callerOf(event), 'stage:edit', input, 'staff');
    if (!edited.ok) {
      const { field, ...refusal } = edited.refusal;
      const box = field === undefined ? {} : { field: boxOf(field, values) };
      return refusedForm({ ...refusal, ...box }, event, values);
    }
    const path = href(event.locals.lang, `/staff/sessions/${event.params.session}`);
    redirect(303, `${path}?saved#stage-${stage.id}`);
  },
};
