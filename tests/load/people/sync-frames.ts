import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** What one frame of a Yjs server says. */
export type Said =
  | { say: 'state' | 'update'; update: Uint8Array }
  | { say: 'asks' }
  | { say: 'authenticated' }
  | { say: 'saved' }
  | { say: 'other' };

/** How one server frames the Yjs sync protocol. */
export type Framing = {
  /** Said first by a client; null when nothing is. */
  hello(): Uint8Array | null;
  step1(stateVector: Uint8Array): Uint8Array;
  step2(update: Uint8Array): Uint8Array;
  update(update: Uint8Array): Uint8Array;
  read(frame: Uint8Array): Said;
};

const SYNC = 0;
const AUTH = 2;
/** Hocuspocus: a sync message that wants no answer, and the acknowledgement of an update. */
const SYNC_REPLY = 4;
const SYNC_STATUS = 8;
const [STEP1, STEP2, UPDATE] = [0, 1, 2];

const readSync = (decoder: decoding.Decoder): Said => {
  const kind = decoding.readVarUint(decoder);
  if (kind === STEP1) return { say: 'asks' };
  const update = decoding.readVarUint8Array(decoder);
  return { say: kind === STEP2 ? 'state' : 'update', update };
};

/** What a client that has nothing of its own answers when the server asks what it has. */
export const NOTHING_NEW = Uint8Array.of(0, 0);

/** `@y/websocket-server`, our own feed, and the relay, which repeats what it is told. */
export const plainFraming: Framing = framing(null);

/** Hocuspocus: every message begins with the document's name. */
export const namedFraming = (name: string): Framing => framing(name);

function framing(name: string | null): Framing {
  const write = (kind: number, bytes: Uint8Array): Uint8Array =>
    encoding.encode((encoder) => {
      if (name !== null) encoding.writeVarString(encoder, name);
      encoding.writeVarUint(encoder, SYNC);
      encoding.writeVarUint(encoder, kind);
      encoding.writeVarUint8Array(encoder, bytes);
    });
  return {
    hello: () =>
      name === null
        ? null
        : encoding.encode((encoder) => {
            encoding.writeVarString(encoder, name);
            encoding.writeVarUint(encoder, AUTH);
            encoding.writeVarUint(encoder, 0);
            encoding.writeVarString(encoder, 'token');
          }),
    step1: (stateVector) => write(STEP1, stateVector),
    step2: (update) => write(STEP2, update),
    update: (update) => write(UPDATE, update),
    read(frame) {
      const decoder = decoding.createDecoder(frame);
      if (name !== null) decoding.readVarString(decoder);
      const type = decoding.readVarUint(decoder);
      if (type === SYNC || (name !== null && type === SYNC_REPLY)) return readSync(decoder);
      if (name === null) return { say: 'other' };
      if (type === AUTH) return { say: 'authenticated' };
      if (type === SYNC_STATUS) return { say: 'saved' };
      return { say: 'other' };
    },
  };
}
