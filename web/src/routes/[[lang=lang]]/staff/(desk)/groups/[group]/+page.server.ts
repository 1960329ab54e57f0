import { callerOf, doors } from '#lib/server/doors.ts';
import { refusePage } from '#lib/server/refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const read = await doors().read.readGroup(await callerOf(event), event.params.group);
  if (!read.ok) refusePage(read.refusal, event);
  return { ...read.value, saved: event.url.searchParams.has('saved') };
};
