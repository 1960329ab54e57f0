import { hash } from 'node:crypto';

/** 256 bits: nobody guesses one, so a plain fast hash is enough to keep it by. */
const TOKEN_BYTES = 32;

export const makeToken = (randomBytes: (n: number) => Uint8Array): string =>
  Buffer.from(randomBytes(TOKEN_BYTES)).toString('base64url');

/** What is stored in place of a token, staff or seat. */
export const hashToken = (token: string): string => hash('sha256', token, 'hex');
