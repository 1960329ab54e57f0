import { createHmac, timingSafeEqual } from 'node:crypto';
import { Id } from '@canopy/domain';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { BusMessage } from './messages.ts';

/** Raised when a message changes its meaning: hosts of two versions then do not understand each other. */
export const BUS_VERSION = 1;

/** One board update is the largest thing said; more than this is read from the log instead. */
export const MESSAGE_MAX_BYTES = 1024 * 1024;

/** Enough that nobody guesses one. */
const SEAL_BYTES = 16;
const JSON_BODY = 0;
const BOARD_BODY = 1;

/** One message on its way: which host says it, and as its how-manieth. */
export type Envelope = { hostId: string; n: number; message: BusMessage };

/**
 * Boards travel as bytes; everything else is small and travels as JSON. Sealed with what all hosts
 * know: whoever else can reach the line may not put leaves on screens or cut people off with it.
 */
export function encode(envelope: Envelope, secret: string): Uint8Array {
  const said = encodeOpen(envelope);
  return Buffer.concat([sealOf(said, secret), said]);
}

const sealOf = (said: Uint8Array, secret: string): Buffer =>
  createHmac('sha256', secret).update(said).digest().subarray(0, SEAL_BYTES);

function encodeOpen({ hostId, n, message }: Envelope): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, BUS_VERSION);
    encoding.writeVarString(encoder, hostId);
    encoding.writeVarUint(encoder, n);
    if (message.kind !== 'board') {
      encoding.writeVarUint(encoder, JSON_BODY);
      encoding.writeVarString(encoder, JSON.stringify(message));
      return;
    }
    const { boardId, from, to, update } = message.news;
    encoding.writeVarUint(encoder, BOARD_BODY);
    encoding.writeVarString(encoder, boardId);
    encoding.writeVarUint(encoder, from);
    encoding.writeVarUint(encoder, to);
    encoding.writeVarUint8Array(encoder, update);
  });
}

/** `stranger` = not sealed by a host of ours; null = ours, but another version or not whole. Never throws. */
export function decode(bytes: Uint8Array, secret: string): Envelope | 'stranger' | null {
  if (bytes.byteLength < SEAL_BYTES || bytes.byteLength > MESSAGE_MAX_BYTES) return 'stranger';
  const said = bytes.subarray(SEAL_BYTES);
  if (!timingSafeEqual(bytes.subarray(0, SEAL_BYTES), sealOf(said, secret))) return 'stranger';
  try {
    const decoder = decoding.createDecoder(said);
    if (decoding.readVarUint(decoder) !== BUS_VERSION) return null;
    const hostId = Id.parse(decoding.readVarString(decoder));
    const n = decoding.readVarUint(decoder);
    const message = BusMessage.parse(bodyOf(decoder));
    return decoding.hasContent(decoder) ? null : { hostId, n, message };
  } catch {
    return null;
  }
}

/** Whose message it is, without reading the rest. Believe it only to leave one's own aside. */
export function hostOf(bytes: Uint8Array): string | null {
  try {
    const decoder = decoding.createDecoder(bytes.subarray(SEAL_BYTES));
    return decoding.readVarUint(decoder) === BUS_VERSION ? decoding.readVarString(decoder) : null;
  } catch {
    return null;
  }
}

function bodyOf(decoder: decoding.Decoder): unknown {
  const kind = decoding.readVarUint(decoder);
  if (kind === JSON_BODY) return JSON.parse(decoding.readVarString(decoder)) as unknown;
  if (kind !== BOARD_BODY) return null;
  return {
    kind: 'board',
    news: {
      boardId: decoding.readVarString(decoder),
      from: decoding.readVarUint(decoder),
      to: decoding.readVarUint(decoder),
      // A copy: the bytes it came in are the network's, which uses them again.
      update: decoding.readVarUint8Array(decoder).slice(),
    },
  };
}
