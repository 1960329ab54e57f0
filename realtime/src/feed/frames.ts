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

const syncFrame = (kind: number, bytes: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, SYNC);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, bytes);
  });

/** Answers a reader's step 1. The server asks nothing back: it wants no reader's document. */
export const step2Frame = (update: Uint8Array): Uint8Array =>
  syncFrame(messageYjsSyncStep2, update);

export const updateFrame = (update: Uint8Array): Uint8Array => syncFrame(messageYjsUpdate, update);

/**
 * An awareness message about nobody. y-websocket hangs up after 30 s without a message and does not
 * count pings; a stock server keeps it awake by echoing who is there, which ours never says.
 */
export const HEARTBEAT: Uint8Array = encoding.encode((encoder) => {
  encoding.writeVarUint(encoder, AWARENESS);
  encoding.writeVarUint8Array(encoder, Uint8Array.of(0));
});
