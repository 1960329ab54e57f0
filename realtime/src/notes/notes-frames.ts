import { NOTES_SAYS } from '@canopy/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { messageYjsSyncStep1, messageYjsUpdate } from 'y-protocols/sync';
import { framed } from '../feed/frames.ts';

const SYNC = 0;

/**
 * What a browser may say on a notes line: ask for the notes, or change them. Awareness is heard and
 * thrown away, whoever it claims to be about (reliability 4.1): who is here, the host says itself.
 */
export type HeardOnNotes =
  | { say: 'step1'; stateVector: Uint8Array }
  | { say: 'update'; update: Uint8Array }
  | { say: 'nothing' }
  | { say: 'unreadable' };

export function hearOnNotes(bytes: Uint8Array): HeardOnNotes {
  try {
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readVarUint(decoder) !== SYNC) return { say: 'nothing' };
    const kind = decoding.readVarUint(decoder);
    // A step 2 answers a question that this host never asks.
    if (kind !== messageYjsSyncStep1 && kind !== messageYjsUpdate) return { say: 'nothing' };
    const body = decoding.readVarUint8Array(decoder);
    if (decoding.hasContent(decoder)) return { say: 'unreadable' };
    // A copy: what it came in is the network's, which uses it again.
    return kind === messageYjsUpdate
      ? { say: 'update', update: body.slice() }
      : { say: 'step1', stateVector: body };
  } catch {
    return { say: 'unreadable' };
  }
}

export const saysFrame = (what: keyof typeof NOTES_SAYS, ...numbers: number[]): Buffer =>
  framed(
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, NOTES_SAYS[what]);
      for (const n of numbers) encoding.writeVarUint(encoder, n);
    }),
  );
