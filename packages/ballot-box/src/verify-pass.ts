import { constants, createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import {
  fromText,
  PREPARED_BYTES,
  PUBLIC_KEY_BYTES,
  SALT_BYTES,
  SIGNATURE_BYTES,
} from '@canopy/passes';

/** Null unless it is the SubjectPublicKeyInfo of a 2048-bit RSA key with exponent 65537. */
export function readPublicKey(spki: Uint8Array): KeyObject | null {
  if (spki.length !== PUBLIC_KEY_BYTES) return null;
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    const { modulusLength, publicExponent } = key.asymmetricKeyDetails ?? {};
    const right =
      key.asymmetricKeyType === 'rsa' && modulusLength === 2048 && publicExponent === 65537n;
    return right ? key : null;
  } catch {
    return null;
  }
}

/**
 * SHA-256 of the prepared bytes when the signature is the issuer's, or null. Of the prepared bytes
 * alone: one pass is one ballot, in however many ways it could be signed. RFC 9474 section 4.5 is an
 * ordinary RSASSA-PSS check, so the box needs no other library and no secret.
 */
export function verifyPass(key: KeyObject, prepared: string, signature: string): Uint8Array | null {
  const message = fromText(prepared, PREPARED_BYTES);
  const signed = fromText(signature, SIGNATURE_BYTES);
  if (message === null || signed === null) return null;
  const rules = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT_BYTES };
  return verify('sha384', message, rules, signed)
    ? createHash('sha256').update(message).digest()
    : null;
}
