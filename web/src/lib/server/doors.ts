import type { Caller, Doors } from '@canopy/actions';
import type { Cookies, RequestEvent } from '@sveltejs/kit';

/** The house this process runs in. The host sets it before the first page is asked for. */
export function doors(): Doors {
  const held: unknown = Reflect.get(globalThis, Symbol.for('canopy.doors'));
  if (held === undefined) throw new Error('no house: pages are served by the host process');
  return held as Doors;
}

/** `__Host-` binds a cookie to https and this host; browsers refuse it on plain http, so localhost goes without. */
export const cookieName = (kind: 'staff' | 'seat'): string =>
  doors().secureCookies ? `__Host-canopy-${kind}` : `canopy-${kind}`;

/** Who this request proves to be, read once per request. */
export async function callerOf(event: RequestEvent): Promise<Caller> {
  event.locals.caller ??= doors().identify(
    {
      staff: event.cookies.get(cookieName('staff')),
      seat: event.cookies.get(cookieName('seat')),
    },
    addressOf(event),
  );
  return event.locals.caller;
}

export function setCookie(
  cookies: Cookies,
  kind: 'staff' | 'seat',
  token: string,
  expiresAt: number | null,
): void {
  cookies.set(cookieName(kind), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: doors().secureCookies,
    ...(expiresAt === null ? {} : { expires: new Date(expiresAt) }),
  });
}

export const dropCookie = (cookies: Cookies, kind: 'staff' | 'seat'): void =>
  cookies.delete(cookieName(kind), { path: '/', secure: doors().secureCookies });

/** For limits only. Never stored, never logged. */
function addressOf(event: RequestEvent): string {
  try {
    return event.getClientAddress();
  } catch {
    return '';
  }
}
