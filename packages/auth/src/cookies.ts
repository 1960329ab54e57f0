export type CookieKind = 'staff' | 'seat';

export type Cookie = {
  name: string;
  attributes: {
    httpOnly: true;
    path: '/';
    sameSite: 'lax';
    secure: boolean;
    /** Seconds. Absent = until the browser closes. */
    maxAge?: number;
  };
};

/** A seat must survive a phone that sleeps or drops its browser, for as long as a session's day. */
const SEAT_SECONDS = 12 * 60 * 60;

/**
 * A cookie's name and attributes. `__Host-` makes browsers refuse one set by another host or without
 * https, so nobody can plant their own; plain names are only for http on localhost, where browsers
 * would not take the others.
 *
 * Lax for both. Strict would be refused on the first click of a link from an email or a calendar, and
 * staff who are signed in would meet the sign-in page. What Strict would stop, writes from other
 * sites, is stopped by the Origin checks on every form and every socket.
 */
export function cookieFor({ secure, kind }: { secure: boolean; kind: CookieKind }): Cookie {
  const name = `${secure ? '__Host-' : ''}canopy-${kind}`;
  const attributes = { httpOnly: true, path: '/', sameSite: 'lax', secure } as const;
  return {
    name,
    attributes: kind === 'seat' ? { ...attributes, maxAge: SEAT_SECONDS } : attributes,
  };
}

/** One cookie from a request's `Cookie` header, for sockets, which no framework parses for us. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const [key, value] = pair.split('=', 2);
    if (key?.trim() === name && value !== undefined) return value.trim();
  }
  return null;
}
