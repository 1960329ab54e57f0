import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { keepToken } from '../../come-in/join-token.server.ts';
import type { RequestHandler } from './$types';

/** The link and the square code lead here. Nothing is asked of the house yet: a link is not a guess. */
export const GET: RequestHandler = ({ params, cookies, locals }) => {
  if (/^[a-z0-9]{1,80}$/i.test(params.token)) keepToken(cookies, params.token);
  redirect(303, href(locals.lang, '/come-in'));
};
