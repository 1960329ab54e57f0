import { fail, redirect } from '@sveltejs/kit';
import { ALIAS_IDS, type AliasId } from '#lib/alias/alias-set.ts';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors, setCookie } from '#lib/server/doors.ts';
import { SEAT_LIVES_MS } from '#lib/server/seat-lives.ts';
import { dropToken, keptToken } from '../join-token.server.ts';
import type { Actions, PageServerLoad } from './$types';

const aliasOf = (given: string | null): AliasId | undefined => ALIAS_IDS.find((id) => id === given);

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  if ((await parent()).door !== 'open') redirect(303, href(locals.lang, '/come-in'));
  const alias = aliasOf(url.searchParams.get('name'));
  if (alias === undefined) redirect(303, href(locals.lang, '/come-in/name'));
  return { alias };
};

export const actions: Actions = {
  default: async (event) => {
    const { cookies, locals, request, url } = event;
    const joinToken = keptToken(cookies);
    if (joinToken === undefined) redirect(303, href(locals.lang, '/come-in'));
    const given = (await request.formData()).get('name') ?? url.searchParams.get('name');
    const alias = aliasOf(typeof given === 'string' ? given : null);
    if (alias === undefined) return fail(400, { code: 'bad-input' as const });
    const taken = await doors().act(
      await callerOf(event),
      'seat:take',
      { joinToken, alias, language: locals.lang },
      'seat',
    );
    if (!taken.ok) {
      const { code } = taken.refusal;
      return fail(code === 'slow-down' ? 429 : 400, { code });
    }
    setCookie(cookies, 'seat', taken.value.token, Date.now() + SEAT_LIVES_MS);
    dropToken(cookies);
    redirect(303, href(locals.lang, `/session/${taken.value.sessionId}/lobby`));
  },
};
