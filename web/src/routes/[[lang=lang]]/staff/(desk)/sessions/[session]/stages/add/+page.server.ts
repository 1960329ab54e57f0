import { StageKind, TEMPLATES } from '@canopy/domain';
import { error, redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors } from '#lib/server/doors.ts';
import { refusedForm } from '#lib/server/refused-form.ts';
import { refusePage } from '#lib/server/refused.ts';
import { valuesOf } from '#lib/staff/form-values.ts';
import { blankStage, boxOf, stageInput } from '#lib/staff/stage-form.ts';
import { refusals } from '#lib/words/refusals.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

function kindOf({ url, locals }: RequestEvent | Parameters<PageServerLoad>[0]): StageKind {
  const kind = StageKind.safeParse(url.searchParams.get('kind'));
  if (!kind.success) error(404, refusals(locals.lang)('notFound'));
  return kind.data;
}

export const load: PageServerLoad = async (event) => {
  const kind = kindOf(event);
  const read = await doors().read.readSession(await callerOf(event), event.params.session);
  if (!read.ok) refusePage(read.refusal, event);
  // The names our templates use, in both languages, are a start.
  const usual = TEMPLATES.flatMap(({ stages }) => stages).find((stage) => stage.kind === kind);
  return {
    stage: blankStage(kind, usual?.name ?? { en: '', cy: '' }),
    boards: read.value.stages.filter((stage) => stage.kind === 'board'),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const sessionId = event.params.session;
    const values = valuesOf(await event.request.formData());
    const input = { sessionId, stage: stageInput(kindOf(event), values) };
    const added = await doors().act(await callerOf(event), 'stage:add', input, 'staff');
    if (!added.ok) {
      const { field, ...refusal } = added.refusal;
      const box = field === undefined ? {} : { field: boxOf(field, values) };
      return refusedForm({ ...refusal, ...box }, event, values);
    }
    const path = href(event.locals.lang, `/staff/sessions/${sessionId}`);
    redirect(303, `${path}?saved#stage-${added.value.stageId}`);
  },
};
