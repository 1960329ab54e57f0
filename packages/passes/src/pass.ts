import type { Bytes } from './bytes.ts';

/**
 * A pass: bytes that the device prepared and a signature that the issuer gave without seeing them
 * (RFC 9474, RSABSSA-SHA384-PSS-Randomized). Whoever holds it may be counted once, and nobody,
 * the issuer included, can say who that is.
 */
export type Pass = { prepared: Bytes; signature: Bytes };

/** 32 bytes of prefix (RFC 9474 section 4.1), then 32 random bytes: there is nothing else to say in a pass. */
export const SECRET_BYTES = 32;
export const PREPARED_BYTES = 32 + SECRET_BYTES;
/** RSA 2048: blinded message, blind signature and signature are all of this length. */
export const SIGNATURE_BYTES = 256;
/** The length of a 2048-bit RSA public key as SubjectPublicKeyInfo with exponent 65537. */
export const PUBLIC_KEY_BYTES = 294;
/** Salt of RSABSSA-SHA384-PSS-Randomized (RFC 9474 section 5). */
export const SALT_BYTES = 48;
