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
  const zeros = plain.includes('::') ? Array<string>(8 - left.length - right.length).fill('0') : [];
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}
