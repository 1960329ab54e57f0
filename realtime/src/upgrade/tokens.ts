import type { IncomingMessage } from 'node:http';
import { cookieFor, readCookie } from '@canopy/auth';

export type Tokens = { staff?: string; seat?: string };

/** The two cookies a browser may hold, as the pages set them. */
export function tokensIn(req: IncomingMessage, secure: boolean): Tokens {
  const read = (kind: 'staff' | 'seat') =>
    readCookie(req.headers.cookie, cookieFor({ secure, kind }).name);
  const [staff, seat] = [read('staff'), read('seat')];
  return { ...(staff === null ? {} : { staff }), ...(seat === null ? {} : { seat }) };
}
