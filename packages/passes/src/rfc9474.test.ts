import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { constants, verify } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { finishPass, prepareAndBlind } from './device/blind-pass.ts';
import type { PassKey } from './device/index.ts';
import { privateKey, publicKey, VECTORS, type PublishedVector } from './fixtures/rfc9474.ts';
import { signPass } from './issuer/index.ts';
import { SALT_BYTES } from './pass.ts';

// RFC 9474, Appendix A: the published numbers, through what the device, the issuer and the box do.

const OURS = 'RSABSSA-SHA384-PSS-Randomized';
const suites = {
  [OURS]: RSABSSA.SHA384.PSS.Randomized(),
  'RSABSSA-SHA384-PSSZERO-Randomized': RSABSSA.SHA384.PSSZero.Randomized(),
  'RSABSSA-SHA384-PSS-Deterministic': RSABSSA.SHA384.PSS.Deterministic(),
  'RSABSSA-SHA384-PSSZERO-Deterministic': RSABSSA.SHA384.PSSZero.Deterministic(),
};
const suiteOf = (variant: string) => suites[variant as keyof typeof suites];
const [ours] = VECTORS.filter(({ variant }) => variant === OURS) as [PublishedVector];

let key: PassKey;
beforeAll(async () => {
  const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  const rules = { name: 'RSA-PSS', hash: 'SHA-384' };
  key = await crypto.subtle.importKey('spki', spki, rules, true, ['verify']);
});
afterEach(() => vi.restoreAllMocks());

/** What would have been random, in the order in which it is asked for. */
function chance(...chances: Uint8Array[]): void {
  const left = chances.filter(({ length }) => length > 0);
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    if (array instanceof Uint8Array && array.length === 0) return array;
    const next = left.shift();
    if (next === undefined || !(array instanceof Uint8Array)) throw new Error('no more chances');
    if (array.length !== next.length) throw new Error('a chance of another length');
    array.set(next);
    return array;
  });
}
const isSigned = (message: Uint8Array, signature: Uint8Array, saltLength: number): boolean => {
  const rules = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
  return verify('sha384', message, rules, signature);
};

test('all four variants are here', () => {
  expect(VECTORS.map(({ variant }) => variant)).toEqual(Object.keys(suites));
});

describe('a pass of ours is RSABSSA-SHA384-PSS-Randomized', () => {
  test('the device prepares, blinds and finishes to the published bytes', async () => {
    chance(ours.prefix, ours.salt, ours.blinding);
    const asked = await prepareAndBlind(key, ours.message);
    expect(asked.prepared).toEqual(ours.prepared);
    expect(asked.blinded).toEqual(ours.blinded);
    expect(asked.inverse).toEqual(ours.inverse);
    const pass = await finishPass(key, asked, ours.blindSignature);
    expect(pass).toEqual({ prepared: ours.prepared, signature: ours.signature });
  });

  test('the published signature is the ordinary one that the box asks for, of the prepared bytes alone', () => {
    expect(ours.salt.length).toBe(SALT_BYTES);
    expect(isSigned(ours.prepared, ours.signature, SALT_BYTES)).toBe(true);
    expect(isSigned(ours.message, ours.signature, SALT_BYTES)).toBe(false);
  });

  test('nothing that another variant published is taken for one, by the device or by the box’s rules', async () => {
    for (const other of VECTORS.filter((vector) => vector.salt.length === 0)) {
      expect(await finishPass(key, other, other.blindSignature), other.variant).toBeNull();
      expect(isSigned(other.prepared, other.signature, SALT_BYTES), other.variant).toBe(false);
    }
    for (const other of VECTORS.filter((vector) => vector !== ours))
      expect(await finishPass(key, ours, other.blindSignature), other.variant).toBeNull();
  });
});

describe.each(VECTORS)('$variant', (vector) => {
  test('the issuer signs to the published bytes', () => {
    expect(signPass(privateKey, vector.blinded)).toEqual(vector.blindSignature);
  });

  test('the library that devices use gives the published bytes, and Node takes the signature', async () => {
    const suite = suiteOf(vector.variant);
    chance(vector.prefix, vector.salt, vector.blinding);
    const prepared = suite.prepare(vector.message);
    expect(prepared).toEqual(vector.prepared);
    const { blindedMsg, inv } = await suite.blind(key, prepared);
    expect(blindedMsg).toEqual(vector.blinded);
    expect(inv).toEqual(vector.inverse);
    const signature = await suite.finalize(key, prepared, vector.blindSignature, inv);
    expect(signature).toEqual(vector.signature);
    expect(isSigned(prepared, signature, vector.salt.length)).toBe(true);
  });
});
