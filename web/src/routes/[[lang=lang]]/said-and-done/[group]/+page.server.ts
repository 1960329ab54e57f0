import { doors } from '#lib/server/doors.ts';
import { refusePage } from '#lib/server/refused.ts';
import type { PageServerLoad } from './$types';

/** Nobody signs in here: the group's id is the address, and it cannot be guessed. */
export const load: PageServerLoad = async (event) => {
  const read = await doors().read.readSaidAndDone(event.params.group);
  if (!read.ok) refusePage(read.refusal, event);
  return { view: read.value };
};
