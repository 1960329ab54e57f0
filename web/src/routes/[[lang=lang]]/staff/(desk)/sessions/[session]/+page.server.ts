import type { ActName } from '@canopy/domain';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors } from '#lib/server/doors.ts';
import { refusedForm } from '#lib/server/refused-form.ts';
import { refusePage } from '#lib/server/refused.ts';
import { said, valuesOf, type FormValues } from '#lib/staff/form-values.ts';
import { sessionInput } from '#lib/staff/session-form.ts';
import type { Actions, PageServerLoad } from './$types';

const NOTICES = ['saved', 'copy', 'back', 'moved'] as const;

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url;
  const read = await doors().read.readSession(
    await callerOf(event),
    event.params.session,
    searchParams.get('deleted'),
  );
  if (!read.ok) refusePage(read.refusal, event);
  return {
    plan: read.value,
    notice: NOTICES.find((each) => searchParams.has(each)) ?? null,
  };
};

type Step = RequestEvent<{ session: string }>;
const planPath = (event: Step): string =>
  href(event.locals.lang, `/staff/sessions/${event.params.session}`);

/** One command about this plan, then the plan again, at the place it was about. */
async function step<A extends ActName>(
  event: Step,
  name: A,
  inputOf: (values: FormValues) => object,
  then: (values: FormValues) => string,
) {
  const values = valuesOf(await event.request.formData());
  const done = await doors().act(await callerOf(event), name, inputOf(values), 'staff');
  if (!done.ok) return refusedForm(done.refusal, event, values);
  redirect(303, planPath(event) + then(values));
}
const stageId = (values: FormValues) => ({ stageId: said(values, 'stageId') });

export const actions: Actions = {
  edit: (event) =>
    step(
      event,
      'session:edit',
      (values) => ({ sessionId: event.params.session, session: sessionInput(values) }),
      () => '?saved',
    ),
  move: (event) =>
    step(
      event,
      'stage:move',
      (values) => ({ ...stageId(values), to: Number(said(values, 'to')) }),
      (values) => `?moved#stage-${said(values, 'stageId')}`,
    ),
  delete: (event) =>
    step(event, 'stage:delete', stageId, (values) => `?deleted=${said(values, 'stageId')}`),
  restore: (event) =>
    step(event, 'stage:restore', stageId, (values) => `?back#stage-${said(values, 'stageId')}`),
  undelete: (event) =>
    step(
      event,
      'session:restore',
      () => ({ sessionId: event.params.session }),
      () => '?back',
    ),

  duplicate: async (event) => {
    const input = { sessionId: event.params.session };
    const copied = await doors().act(await callerOf(event), 'session:duplicate', input, 'staff');
    if (!copied.ok) return refusedForm(copied.refusal, event, {});
    redirect(303, `${href(event.locals.lang, `/staff/sessions/${copied.value.sessionId}`)}?copy`);
  },
  remove: async (event) => {
    const sessionId = event.params.session;
    const gone = await doors().act(await callerOf(event), 'session:delete', { sessionId }, 'staff');
    if (!gone.ok) return refusedForm(gone.refusal, event, {});
    redirect(303, `${href(event.locals.lang, '/staff/sessions')}?deleted=${sessionId}`);
  },
};
