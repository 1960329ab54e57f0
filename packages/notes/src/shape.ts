import * as decoding from 'lib0/decoding';
import { UPDATE_DELETIONS_MAX, UPDATE_INSERTIONS_MAX, UPDATE_MAX_BYTES } from './bounds.ts';

// The numbers of Yjs's update format, version 1.
const TEXT = 4;
const KIND = 0b0001_1111;
const HAS_KEY = 0b0010_0000;
const HAS_RIGHT = 0b0100_0000;
const HAS_LEFT = 0b1000_0000;
const ROOT_NAME_MAX_BYTES = 32;

/**
 * Whether these bytes are, from the first to the last, insertions of plain text by one writer and
 * deletions, and few of each. Steps over the bytes and builds nothing, so that neither nesting nor
 * a claimed length nor a kind of content we never use reaches the decoder that believes them.
 */
export function hasShape(update: Uint8Array): boolean {
  if (update.length === 0 || update.length > UPDATE_MAX_BYTES) return false;
  const from = decoding.createDecoder(update);
  try {
    return insertionsFit(from) && deletionsFit(from) && !decoding.hasContent(from);
  } catch {
    return false;
  }
}

function insertionsFit(from: decoding.Decoder): boolean {
  const writers = decoding.readVarUint(from);
  if (writers > 1) return false;
  if (writers === 0) return true;
  const insertions = decoding.readVarUint(from);
  if (insertions < 1 || insertions > UPDATE_INSERTIONS_MAX) return false;
  decoding.readVarUint(from);
  decoding.readVarUint(from);
  for (let i = 0; i < insertions; i++) if (!insertionFits(from)) return false;
  return true;
}

function insertionFits(from: decoding.Decoder): boolean {
  const info = decoding.readUint8(from);
  if ((info & KIND) !== TEXT || (info & HAS_KEY) !== 0) return false;
  if ((info & HAS_LEFT) !== 0) stepOverId(from);
  if ((info & HAS_RIGHT) !== 0) stepOverId(from);
  if ((info & (HAS_LEFT | HAS_RIGHT)) === 0) {
    // Its parent: 1 = a root by name, anything else = some other item.
    if (decoding.readVarUint(from) !== 1) return false;
    if (stepOverText(from) > ROOT_NAME_MAX_BYTES) return false;
  }
  return stepOverText(from) > 0;
}

function deletionsFit(from: decoding.Decoder): boolean {
  const writers = decoding.readVarUint(from);
  let left = UPDATE_DELETIONS_MAX;
  for (let i = 0; i < writers; i++) {
    decoding.readVarUint(from);
    const ranges = decoding.readVarUint(from);
    left -= ranges;
    if (ranges < 1 || left < 0) return false;
    for (let range = 0; range < ranges; range++) stepOverId(from);
  }
  return true;
}

/** An id is a writer and a clock; a range is a clock and a length: two numbers either way. */
function stepOverId(from: decoding.Decoder): void {
  decoding.readVarUint(from);
  decoding.readVarUint(from);
}

/** Bytes stepped over. Throws past the end. */
function stepOverText(from: decoding.Decoder): number {
  const length = decoding.readVarUint(from);
  if (length > from.arr.length - from.pos) throw new RangeError('longer than what there is');
  from.pos += length;
  return length;
}
