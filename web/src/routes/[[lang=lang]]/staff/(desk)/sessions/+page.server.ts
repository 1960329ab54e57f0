import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors } from '#lib/server/doors.ts';
import { refusedForm } from '#lib/server/refused-form.ts';
import { refusePage } from '#lib/server/refused.ts';
import { said, valuesOf } from '#lib/staff/form-values.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const caller = await callerOf(event);
  const { read } = doors();
  const sessions = await read.listSessions(caller);
  if (!sessions.ok) refusePage(sessions.refusal, event);
  const isComing = (state: string): boolean => state === 'planned' || state === 'open';
  const deletedId = event.url.searchParams.get('deleted');
  const deleted = deletedId === null ? null : await read.readSession(caller, deletedId);
  const session = deleted?.ok === true ? deleted.value.session : null;
  return {
    coming: sessions.value.filter(({ state }) => isComing(state)),
    over: sessions.value.filter(({ state }) => !isComing(state)).reverse(),
    deleted: session?.deletedAt == null ? null : { id: session.id, title: session.title },
  };
};

export const actions: Actions = {
  restore: async (event) => {
    const values = valuesOf(await event.request.formData());
    const sessionId = said(values, 'sessionId');
    const back = await doors().act(
      await callerOf(event),
      'session:restore',
      { sessionId },
      'staff',
    );
    if (!back.ok) return refusedForm(back.refusal, event, values);
    redirect(303, `${href(event.locals.lang, `/staff/sessions/${sessionId}`)}?back`);
  },
};
