import { areSame, fromText, type Bytes } from '../bytes.ts';
import { PUBLIC_KEY_BYTES, SIGNATURE_BYTES } from '../pass.ts';

export type PassKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/**
 * A key this device will ask for a pass under, or why not. `different`: what the app says and what
 * the box says to somebody it cannot know are not the same key, so one of them may be this person's
 * alone. `weak`: not RSA of 2048 bits with exponent 65537.
 */
export async function agreeOnKey(
  fromApp: Bytes,
  fromBox: Bytes,
): Promise<{ ok: true; key: PassKey } | { ok: false; why: 'different' | 'weak' }> {
  if (!areSame(fromApp, fromBox)) return { ok: false, why: 'different' };
  const key = await readPassKey(fromApp);
  return key === null ? { ok: false, why: 'weak' } : { ok: true, key };
}

/** Null unless the bytes are the SubjectPublicKeyInfo of a 2048-bit RSA key with exponent 65537. */
export async function readPassKey(spki: Bytes): Promise<PassKey | null> {
  if (spki.length !== PUBLIC_KEY_BYTES) return null;
  try {
    const key = await importKey(spki);
    const { n = '', e } = await crypto.subtle.exportKey('jwk', key);
    const modulus = fromText(n, SIGNATURE_BYTES);
    return modulus !== null && (modulus[0] ?? 0) >= 0x80 && e === 'AQAB' ? key : null;
  } catch {
    return null;
  }
}

const importKey = (spki: Bytes): Promise<PassKey> =>
  crypto.subtle.importKey('spki', spki, { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify']);
