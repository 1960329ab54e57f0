import type { ServerResponse } from 'node:http';
import {
  padded,
  REPLY_BYTES,
  type BoxRefusal,
  type EnvelopeReply,
  type KeyReply,
} from '@canopy/passes';

const STATUS: Record<BoxRefusal, number> = {
  'bad-request': 400,
  'carries-identity': 400,
  'wrong-origin': 403,
  'not-found': 404,
  'not-open': 409,
  'bad-pass': 403,
  'bad-choice': 400,
  'bad-leaf': 400,
  'pass-used': 409,
  'newer-sealed': 409,
  'leaf-gone': 404,
  'cannot-save': 503,
  unexpected: 500,
};

/**
 * Every reply to a person has the same length and ends its connection: two requests on one connection
 * would tie a person's ballots and leaves together. No Date, no cookie, nothing a browser would keep.
 * `origin` = the page that asked, when it is one of ours.
 */
export function reply(
  response: ServerResponse,
  said: EnvelopeReply | KeyReply,
  origin: string | null,
): void {
  const body = padded(said, REPLY_BYTES);
  response.sendDate = false;
  response.writeHead('refused' in said ? STATUS[said.refused] : 200, {
    'content-type': 'application/json',
    'content-length': body.length,
    connection: 'close',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    vary: 'origin',
    ...(origin === null ? {} : { 'access-control-allow-origin': origin }),
  });
  response.end(body);
}
