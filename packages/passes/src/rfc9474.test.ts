import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { createPrivateKey, createPublicKey, verify, constants } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { A1 } from './fixtures/rfc9474-a1.ts';
import { signPass } from './issuer/index.ts';

// RFC 9474 Appendix A.1: the published numbers, through the library that devices use and through
// what the issuer and the box do without it.

const bytes = (hex: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(hex, 'hex'));
const big = (hex: string): bigint => BigInt(`0x${hex}`);

function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [((value % modulus) + modulus) % modulus, modulus, 1n, 0n];
  while (b !== 0n) {
    const times = a / b;
    [a, b, x, y] = [b, a - times * b, y, x - times * y];
  }
  if (a !== 1n) throw new Error('no inverse');
  return ((x % modulus) + modulus) % modulus;
}

const [p, q, e] = [big(A1.p), big(A1.q), 0x10001n];
const n = p * q;
const d = inverse(e, (p - 1n) * (q - 1n));
const number = (value: bigint, length = 512): string =>
  Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex').toString('base64url');
const privateKey = createPrivateKey({
  format: 'jwk',
  key: {
    kty: 'RSA',
    n: number(n),
    e: 'AQAB',
    d: number(d),
    p: number(p, 256),
    q: number(q, 256),
    dp: number(d % (p - 1n), 256),
    dq: number(d % (q - 1n), 256),
    qi: number(inverse(q, p), 256),
  },
});
const publicKey = createPublicKey(privateKey);
const prepared = bytes(A1.prefix + A1.msg);

afterEach(() => vi.restoreAllMocks());

test('A.1: the device prepares, blinds and finishes to the published bytes', async () => {
  const key = await crypto.subtle.importKey(
    'spki',
    new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    { name: 'RSA-PSS', hash: 'SHA-384' },
    true,
    ['verify'],
  );
  const chances = [bytes(A1.prefix), bytes(A1.salt), bytes(hex(inverse(big(A1.inv), n)))];
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    const chance = chances.shift();
    if (chance === undefined || !(array instanceof Uint8Array)) throw new Error('no more chances');
    array.set(chance);
    return array;
  });
  const suite = RSABSSA.SHA384.PSS.Randomized();
  expect(suite.prepare(bytes(A1.msg))).toEqual(prepared);
  const { blindedMsg, inv } = await suite.blind(key, prepared);
  expect(blindedMsg).toEqual(bytes(A1.blinded));
  expect(inv).toEqual(bytes(A1.inv));
  expect(await suite.finalize(key, prepared, bytes(A1.blindSignature), inv)).toEqual(
    bytes(A1.signature),
  );
});

test('A.1: the issuer signs to the published bytes', () => {
  expect(signPass(privateKey, bytes(A1.blinded))).toEqual(bytes(A1.blindSignature));
});

test('A.1: the published signature is an ordinary RSASSA-PSS signature of the prepared bytes', () => {
  const rules = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
  expect(verify('sha384', prepared, rules, bytes(A1.signature))).toBe(true);
  expect(verify('sha384', bytes(A1.msg), rules, bytes(A1.signature))).toBe(false);
});

function hex(value: bigint): string {
  return value.toString(16).padStart(1024, '0');
}
