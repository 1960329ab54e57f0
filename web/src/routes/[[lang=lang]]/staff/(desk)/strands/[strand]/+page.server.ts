import { fail, redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { readStrand, strandInput } from '#lib/record/strand-form.ts';
import { callerOf, doors } from '#lib/server/doors.ts';
import { refusedWords, refusePage, statusOf } from '#lib/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const read = await doors().read.readStrand(await callerOf(event), event.params.strand);
  if (!read.ok) refusePage(read.refusal, event);
  return { view: read.value, saved: event.url.searchParams.has('saved') };
};

export const actions: Actions = {
  default: async (event) => {
    const fields = readStrand(await event.request.formData());
    const strandId = event.params.strand;
    const input = { strandId, strand: strandInput(fields) };
    const edited = await doors().act(await callerOf(event), 'strand:edit', input, 'staff');
    if (!edited.ok)
      return fail(statusOf(edited.refusal), {
        words: refusedWords(edited.refusal, event.locals.lang),
        fields,
      });
    redirect(303, `${href(event.locals.lang, `/staff/strands/${strandId}`)}?saved`);
  },
};
