import { redirect } from '@sveltejs/kit';
import { ALIAS_IDS } from '#lib/alias/alias-set.ts';
import { href } from '#lib/language/lang.ts';
import type { PageServerLoad } from './$types';

const OFFERED = 8;
const SETS = ALIAS_IDS.length / OFFERED;

/** Eight pictures at a time. The first eight differ from person to person, so a room is not all rowans. */
export const load: PageServerLoad = async ({ locals, parent, url }) => {
  if ((await parent()).door !== 'open') redirect(303, href(locals.lang, '/come-in'));
  const asked = Number.parseInt(url.searchParams.get('set') ?? '', 10);
  const set = Number.isInteger(asked)
    ? ((asked % SETS) + SETS) % SETS
    : Math.floor(Math.random() * SETS);
  // Every fourth one, so each eight mixes trees, animals and weather.
  const offered = ALIAS_IDS.filter((_, i) => i % SETS === set);
  return { offered, next: (set + 1) % SETS };
};
