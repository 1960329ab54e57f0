import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { padded } from './envelope.ts';
import { fromText, toText, type Bytes } from './bytes.ts';

// HPKE (RFC 9180) in base mode: whoever answers needs no key of their own. P-256 and AES-256-GCM,
// because every browser that can hold a pass has these two.
const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

const KEY_BYTES = 65;
/** All answers have one length: what is downloaded by everybody must not say how much was said. */
const PLAIN_BYTES = 2048;
const TAG_BYTES = 16;
export const SEALED_ANSWER_BYTES = KEY_BYTES + PLAIN_BYTES + TAG_BYTES;
/** Characters; four bytes each at worst, quotes and line breaks two. */
export const ANSWER_MAX = 500;

export type AnswerKey = {
  /** Goes to the box with the leaf. 65 bytes. */
  publicKey: Bytes;
  /** Stays on the device, as text it can keep. */
  secret: string;
};

export async function makeAnswerKey(): Promise<AnswerKey> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, [
    'deriveBits',
  ]);
  const publicKey = new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey));
  const secret = new Uint8Array(await suite.kem.serializePrivateKey(pair.privateKey));
  return { publicKey, secret: toText(secret) };
}

/** For everybody to download and one device to open. Throws for more than ANSWER_MAX characters or a key that is no point. */
export async function sealAnswer(publicKey: Bytes, leafId: string, text: string): Promise<Bytes> {
  if (text.length > ANSWER_MAX)
    throw new RangeError('an answer this long would show by its length');
  const recipientPublicKey = await suite.kem.deserializePublicKey(publicKey);
  const { enc, ct } = await suite.seal(
    { recipientPublicKey, info: about(leafId) },
    padded(text, PLAIN_BYTES),
  );
  const sealed = new Uint8Array(SEALED_ANSWER_BYTES);
  sealed.set(new Uint8Array(enc));
  sealed.set(new Uint8Array(ct), KEY_BYTES);
  return sealed;
}

/** Null when it is for somebody else, or was changed on the way: a device tries every answer there is. */
export async function openAnswer(
  secret: string,
  leafId: string,
  sealed: Bytes,
): Promise<string | null> {
  const key = fromText(secret, 32);
  if (key === null || sealed.length !== SEALED_ANSWER_BYTES) return null;
  try {
    const recipientKey = await suite.kem.deserializePrivateKey(key);
    const plain = await suite.open(
      { recipientKey, enc: sealed.slice(0, KEY_BYTES), info: about(leafId) },
      sealed.slice(KEY_BYTES),
    );
    const text: unknown = JSON.parse(new TextDecoder().decode(plain));
    return typeof text === 'string' ? text : null;
  } catch {
    return null;
  }
}

/** Bound to its leaf, so that an answer cannot be moved to another one of the same author. */
const about = (leafId: string): Bytes => new TextEncoder().encode(`canopy answer ${leafId}`);
