import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, locals, params }) => {
  const { seat } = await parent();
  if (seat?.state === 'waiting')
    redirect(303, href(locals.lang, `/session/${params.session}/lobby`));
};
