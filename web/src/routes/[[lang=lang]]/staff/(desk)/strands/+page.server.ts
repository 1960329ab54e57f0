import { fail, redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { readStrand, strandInput } from '#lib/record/strand-form.ts';
import { callerOf, doors } from '#lib/server/doors.ts';
import { refusedWords, refusePage, statusOf } from '#lib/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const read = await doors().read.listStrands(await callerOf(event));
  if (!read.ok) refusePage(read.refusal, event);
  return { view: read.value, added: event.url.searchParams.has('added') };
};

export const actions: Actions = {
  default: async (event) => {
    const fields = readStrand(await event.request.formData());
    const added = await doors().act(
      await callerOf(event),
      'strand:add',
      strandInput(fields),
      'staff',
    );
    if (!added.ok)
      return fail(statusOf(added.refusal), {
        words: refusedWords(added.refusal, event.locals.lang),
        fields,
      });
    redirect(303, `${href(event.locals.lang, '/staff/strands')}?added`);
  },
};
