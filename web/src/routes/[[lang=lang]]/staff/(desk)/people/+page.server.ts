import { callerOf, doors } from '#lib/server/doors.ts';
import { refusePage } from '#lib/server/refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const caller = await callerOf(event);
  const staff = await doors().read.listStaff(caller);
  if (!staff.ok) refusePage(staff.refusal, event);
  const groups = await doors().read.listGroups(caller);
  return {
    staff: staff.value,
    groups: groups.ok ? groups.value : [],
    added: event.url.searchParams.has('added'),
    saved: event.url.searchParams.has('saved'),
  };
};
