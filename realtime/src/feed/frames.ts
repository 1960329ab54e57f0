import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';

const SYNC = 0;
const AWARENESS = 1;

/** What a reader may say. Everything but a request for the board is heard and thrown away. */
export type Heard =
  { say: 'step1'; stateVector: Uint8Array } | { say: 'nothing' } | { say: 'unreadable' };

export function hear(bytes: Uint8Array): Heard {
  try {
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readVarUint(decoder) !== SYNC) return { say: 'nothing' };
    if (decoding.readVarUint(decoder) !== messageYjsSyncStep1) return { say: 'nothing' };
    return { say: 'step1', stateVector: decoding.readVarUint8Array(decoder) };
  } catch {
    return { say: 'unreadable' };
  }
}

/**
 * One websocket frame, made once and written to every socket as it is: a whole binary message, not
 * masked, as servers send (RFC 6455, 5.2).
 */
export function framed(message: Uint8Array): Buffer {
  const { length } = message;
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = 0x82;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeUInt32BE(0, 2);
    frame.writeUInt32BE(length, 6);
  }
  frame.set(message, head);
  return frame;
}

const syncFrame = (kind: number, bytes: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, SYNC);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, bytes);
  });

export const updateFrame = (update: Uint8Array): Buffer =>
  framed(syncFrame(messageYjsUpdate, update));

const step2Frame = (update: Uint8Array): Buffer => framed(syncFrame(messageYjsSyncStep2, update));

/** "You have everything", with nothing new in it: no clients, no deletions. */
const COMPLETE = step2Frame(Uint8Array.of(0, 0));

const made = new WeakMap<Uint8Array, Buffer>();

/**
 * Answers a reader's step 1. Everything it lacks comes first and the word that it is complete last, so
 * that no reader believes it has a board it has not seen. The server asks nothing back: it wants no
 * reader's document. Made once for all who lack the same.
 */
export function joinFrames(lacking: readonly Uint8Array[]): Buffer[] {
  const frames = lacking.map((update) => {
    const known = made.get(update);
    if (known !== undefined) return known;
    const frame = updateFrame(update);
    made.set(update, frame);
    return frame;
  });
  return [...frames, COMPLETE];
}

/**
 * An awareness message about nobody. y-websocket hangs up after 30 s without a message and does not
 * count pings; a stock server keeps it awake by echoing who is there, which ours never says.
 */
export const HEARTBEAT: Buffer = framed(
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, AWARENESS);
    encoding.writeVarUint8Array(encoder, Uint8Array.of(0));
  }),
);
