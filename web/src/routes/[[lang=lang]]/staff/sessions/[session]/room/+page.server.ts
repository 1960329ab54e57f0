import { error, redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors } from '#lib/server/doors.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { session: id } = event.params;
  const { lang } = event.locals;
  const caller = await callerOf(event);
  if (caller.staff === null)
    redirect(
      303,
      `${href(lang, '/staff/sign-in')}?next=${href(lang, `/staff/sessions/${id}/room`)}`,
    );
  // Whether this person may see this group's session at all is asked of the permission table here.
  const plan = await doors().read.readSession(caller, id);
  if (!plan.ok) error(plan.refusal.code === 'not-allowed' ? 403 : 404, plan.refusal.code);
  const { state } = plan.value.session;
  if (state === 'closed' || state === 'signed-off')
    redirect(303, href(lang, `/staff/sessions/${id}/record`));
  const room = await doors().read.readRoomView(id);
  const staff = await doors().read.readStaffView(id, caller.staff.staffId);
  if (room === null || staff === null) error(404, 'not-found');
  return { room, staff };
};
