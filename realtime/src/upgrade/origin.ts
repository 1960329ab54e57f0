import type { IncomingMessage } from 'node:http';

/**
 * Cross-site websocket hijacking: a page elsewhere may open a websocket to us and the browser adds
 * our cookies. Only an exact match of Origin stops it (CORS does not apply to websockets), so a
 * missing one and the `null` of a sandboxed frame are refused as well.
 */
export function isOurOrigin(req: IncomingMessage, origins: readonly string[]): boolean {
  const { origin } = req.headers;
  return typeof origin === 'string' && origins.includes(origin);
}

/**
 * For plain requests. A same-origin GET, with which long polling begins, carries no Origin; browsers
 * mark it `Sec-Fetch-Site: same-origin` instead, a header no page can set. Without either: refused.
 */
export function isOurRequest(req: IncomingMessage, origins: readonly string[]): boolean {
  if (req.headers.origin !== undefined) return isOurOrigin(req, origins);
  return req.headers['sec-fetch-site'] === 'same-origin';
}
