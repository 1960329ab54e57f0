import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Bytes } from '../bytes.ts';

export type IssuerKey = {
  /** SubjectPublicKeyInfo, 294 bytes: to every device, and to the box. */
  publicKey: Bytes;
  /** Stays in the app. */
  privateKey: KeyObject;
};

/** One for each vote or stage, when it is drafted: about 140 ms beside the event loop. */
export async function makeIssuerKey(): Promise<IssuerKey> {
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicExponent: 65537,
  });
  const publicKey = new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' }));
  return { publicKey, privateKey: pair.privateKey };
}

/** For keeping: PKCS #8, encrypted. The passphrase is random and lives elsewhere than the text. */
export const lockPrivateKey = (privateKey: KeyObject, passphrase: string): string =>
  privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString();

/** Throws on another passphrase or a damaged text: the vote is void then, and run again. */
export const unlockPrivateKey = (text: string, passphrase: string): KeyObject =>
  createPrivateKey({ key: text, passphrase });
