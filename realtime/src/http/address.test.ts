import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { addressOf, blockOf } from './address.ts';

const request = (forwarded?: string): IncomingMessage =>
  ({
    socket: { remoteAddress: '203.0.113.9' },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;

describe('where a request came from', () => {
  test('without a proxy of ours the header is the caller’s own invention', () => {
    expect(addressOf(request('192.0.2.1'), 0)).toBe('203.0.113.9');
  });

  test('with proxies, what the outermost of ours wrote, and nothing further left', () => {
    expect(addressOf(request('6.6.6.6, 192.0.2.1'), 1)).toBe('192.0.2.1');
    expect(addressOf(request('6.6.6.6, 192.0.2.1, 10.0.0.2'), 2)).toBe('192.0.2.1');
    expect(addressOf(request(), 1)).toBe('203.0.113.9');
  });

  test('an IPv6 address counts by its block, a mapped one as the IPv4 it is', () => {
    expect(blockOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
    expect(blockOf('2001:db8::1')).toBe('2001:db8:0:0');
    expect(blockOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
    expect(blockOf('::1')).toBe('0:0:0:0');
  });

  test('what is no address is counted all the same, and throws nothing', () => {
    expect(blockOf('1:2:3:4:5:6:7:8::9')).toBe('1:2:3:4');
    expect(blockOf('::1::2:3:4:5:6:7:8:9:a:b')).toBeTypeOf('string');
    expect(blockOf(':'.repeat(5_000))).toBeTypeOf('string');
  });

  test('a block is its own block, so that it may be asked twice', () => {
    expect(blockOf(blockOf('2001:db8::1'))).toBe('2001:db8:0:0');
  });
});
