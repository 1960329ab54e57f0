import type { IncomingMessage } from 'node:http';

/**
 * Where a request came from, for limits only: never stored, never logged. With `hops` proxies of our
 * own in front, the address is the one the outermost of them wrote; anything further left in the
 * header was written by the caller, who may write what they like.
 */
export function addressOf(req: IncomingMessage, hops: number): string {
  const direct = req.socket.remoteAddress ?? '';
  if (hops === 0) return direct;
  const header = req.headers['x-forwarded-for'];
  const chain = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',');
  return chain.at(-hops)?.trim() || direct;
}

/** One IPv6 customer holds a whole /64, so guesses are counted by block and not by address. */
export function blockOf(address: string): string {
  const plain = address.replace(/^::ffff:/i, '').split('%')[0] ?? '';
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  // What stands here may be no address at all (a proxy that passes on what it was sent): a negative
  // length would throw, and in an upgrade handler a throw ends the process.
  const missing = plain.includes('::') ? Math.max(0, 8 - left.length - right.length) : 0;
  const zeros = Array<string>(missing).fill('0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}
