import { decode, encode } from './encode.ts';
import { fits } from './fits.ts';
import type { Ballot, Paper } from './paper.ts';
import { BallotSchema } from './schema.ts';

/** A ballot from outside in its canonical form, or null when it does not answer this paper. */
export function readBallot(paper: Paper, input: unknown): Ballot | null {
  const parsed = BallotSchema.safeParse(input);
  if (!parsed.success || !fits(paper, parsed.data)) return null;
  return decode(paper, encode(paper, parsed.data));
}

/**
 * A packed ballot from outside, or null. Only the canonical bytes are taken: two ways of packing the
 * same choice would let whoever made the page mark a ballot.
 */
export function unpackBallot(paper: Paper, bytes: Uint8Array): Ballot | null {
  const ballot = decode(paper, bytes);
  if (ballot === null) return null;
  const read = readBallot(paper, ballot);
  return read !== null && sameBytes(encode(paper, read), bytes) ? read : null;
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);
