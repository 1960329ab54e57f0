import type { Cookies } from '@sveltejs/kit';
import { doors } from '#lib/server/doors.ts';

/** Long enough to choose a language, a name and read the promise, slowly. */
const LIVES_S = 30 * 60;

const name = (): string => (doors().secureCookies ? '__Host-canopy-door' : 'canopy-door');

/** The join token leaves the address bar at once and lives here until a seat is taken (people 82). */
export const keepToken = (cookies: Cookies, token: string): void =>
  cookies.set(name(), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: doors().secureCookies,
    maxAge: LIVES_S,
  });

export const keptToken = (cookies: Cookies): string | undefined => cookies.get(name());

export const dropToken = (cookies: Cookies): void =>
  cookies.delete(name(), { path: '/', secure: doors().secureCookies });
