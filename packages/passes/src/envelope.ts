import type { Bytes } from './bytes.ts';

/**
 * The one thing people send to the box: a ballot, a leaf, or a change to a leaf, always to the same
 * address and always of one length, so that whoever watches the line cannot tell which it was.
 * Byte strings are base64url.
 */
export type Envelope =
  | {
      what: 'ballot';
      vote: string;
      prepared: string;
      signature: string;
      /** 1 for the first, higher for each change of mind. */
      version: number;
      /** A ballot of the vote's paper as `@canopy/ballot` packs it: one choice, one string. */
      choice: string;
      code: string;
    }
  | {
      what: 'leaf';
      stage: string;
      prepared: string;
      signature: string;
      /** SHA-256 of the edit secret, 32 bytes. */
      edit: string;
      /** P-256, 65 bytes uncompressed: what an answer is sealed to. */
      answerKey: string;
      leaf: unknown;
    }
  | {
      what: 'change';
      stage: string;
      /** The edit secret itself, 32 bytes. */
      secret: string;
      /** 2 for the first change, higher for each one after: the leaf itself was 1. */
      version: number;
      /** Null takes the leaf back. */
      leaf: unknown;
    };

/** Where envelopes go, below the box's address. */
export const ENVELOPE_PATH = '/envelope';
/** Before `/<id>` of a vote or stage: the key, for whoever asks. */
export const KEY_PATH = '/key';

export const ENVELOPE_BYTES = 8192;
export const REPLY_BYTES = 1024;
/** What is left of an envelope for a packed choice, or a leaf as JSON. The rest takes less than 800 bytes. */
export const CONTENT_BYTES = ENVELOPE_BYTES - 800;
export const VERSION_MAX = 1_000_000;

/**
 * Why the box did not seal. `newer-sealed`: another version is in already; `pass-used`: this pass
 * holds another leaf; `cannot-save`: try again.
 */
export const BOX_REFUSALS = [
  'bad-request',
  'carries-identity',
  'wrong-origin',
  'not-found',
  'not-open',
  'bad-pass',
  'bad-choice',
  'bad-leaf',
  'pass-used',
  'newer-sealed',
  'leaf-gone',
  'cannot-save',
  'unexpected',
] as const;
export type BoxRefusal = (typeof BOX_REFUSALS)[number];

export const BOX_STATES = ['open', 'last-call', 'closed'] as const;
export type BoxState = (typeof BOX_STATES)[number];
export type EnvelopeReply = { sealed: true } | { refused: BoxRefusal };
export type KeyReply = { key: string; state: BoxState } | { refused: BoxRefusal };

/** JSON and as many spaces as it takes. Throws RangeError when there is no room: the caller bounds its parts. */
export function padded(content: unknown, length: number): Bytes {
  const text = new TextEncoder().encode(JSON.stringify(content));
  if (text.length > length) throw new RangeError(`${String(text.length)} bytes do not fit`);
  const whole = new Uint8Array(length).fill(0x20);
  whole.set(text);
  return whole;
}

/** What this says as JSON, in bytes of UTF-8. */
export const sizeOf = (content: unknown): number =>
  new TextEncoder().encode(JSON.stringify(content)).length;
