import {
  ADDED_MAX,
  FACES,
  FISTS,
  INSTEAD_MAX,
  WHY_MAX,
  YES_NO,
  type Ballot,
  type Paper,
  type Places,
  type ReplaceBallot,
} from './paper.ts';

// One choice, one string of bytes: what is chosen is written against the paper's own list of
// options, so neither the order of tapping nor the length of an id is in it. Written words are the
// only thing that varies in length; every other ballot of a paper has the very same length.

const LENGTH_BYTES = 2;
/** UTF-8 needs three bytes for one UTF-16 unit at most (four for a pair of them). */
const textBytes = (units: number) => LENGTH_BYTES + 3 * units;

/** The longest packed ballot of this paper, in bytes: what the ballot box pads every body to. */
export function maxBytes(paper: Paper): number {
  switch (paper.method) {
    case 'approve':
      return Math.ceil(paper.options.length / 8);
    case 'dots':
    case 'rank':
      return paper.options.length;
    case 'scale':
    case 'fist':
    case 'yes-no':
      return 1;
    case 'replace':
      return (
        paper.options.length +
        1 +
        textBytes(INSTEAD_MAX) +
        1 +
        ADDED_MAX * textBytes(INSTEAD_MAX) +
        textBytes(WHY_MAX)
      );
  }
}

/** Packs a ballot that fits this paper; throws on one that does not (ask `fits` or `readBallot`). */
export function encode(paper: Paper, ballot: Ballot): Uint8Array {
  if (paper.method !== ballot.method) throw new Error('a ballot for another paper');
  switch (ballot.method) {
    case 'approve': {
      const bytes = new Uint8Array(maxBytes(paper));
      for (const option of ballot.options) {
        const at = position(paper, option);
        bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
      }
      return bytes;
    }
    case 'dots': {
      const bytes = new Uint8Array(maxBytes(paper));
      for (const { option, n } of ballot.dots) bytes[position(paper, option)] = n;
      return bytes;
    }
    case 'scale':
      return Uint8Array.of(oneOf(FACES, ballot.face));
    case 'fist':
      return Uint8Array.of(oneOf(FISTS, ballot.fist));
    case 'yes-no':
      return Uint8Array.of(oneOf(YES_NO, ballot.answer));
    case 'rank':
      return placeBytes(paper, ballot.places);
    case 'replace':
      return encodeReplace(paper, ballot);
  }
}

/** Unpacks what `encode` packed; null when the bytes are no ballot of this paper. */
export function decode(paper: Paper, bytes: Uint8Array): Ballot | null {
  if (paper.method === 'replace') return decodeReplace(paper, bytes);
  if (bytes.length !== maxBytes(paper)) return null;
  const first = bytes[0] ?? 0;
  switch (paper.method) {
    case 'approve': {
      const has = (_: string, at: number) => (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) === 1;
      return { method: 'approve', options: paper.options.filter(has) };
    }
    case 'dots': {
      const dots = paper.options.map((option, at) => ({ option, n: bytes[at] ?? 0 }));
      return { method: 'dots', dots: dots.filter(({ n }) => n > 0) };
    }
    case 'scale':
      return first > FACES.length ? null : { method: 'scale', face: FACES[first - 1] ?? null };
    case 'fist':
      return first > FISTS.length ? null : { method: 'fist', fist: FISTS[first - 1] ?? null };
    case 'yes-no':
      return first > YES_NO.length ? null : { method: 'yes-no', answer: YES_NO[first - 1] ?? null };
    case 'rank': {
      const places = placesOf(paper, bytes);
      return places === null ? null : { method: 'rank', places };
    }
  }
}

function position(paper: Paper, option: string): number {
  const at = 'options' in paper ? paper.options.indexOf(option) : -1;
  if (at === -1) throw new Error('a ballot for another paper');
  return at;
}

/** 0 is blank, then the list from 1. */
const oneOf = <T extends string>(list: readonly T[], chosen: T | null): number =>
  chosen === null ? 0 : list.indexOf(chosen) + 1;

/** A byte for each option: its place from 1, or 0 for none. */
function placeBytes(paper: Paper, places: Places): Uint8Array {
  const bytes = new Uint8Array('options' in paper ? paper.options.length : 0);
  for (const [place, joint] of places.entries())
    for (const option of joint) bytes[position(paper, option)] = place + 1;
  return bytes;
}

/** Null when a place was left out: 1, 3 says no more than 1, 2 and would be a second way to say it. */
function placesOf(paper: Extract<Paper, { options: unknown }>, bytes: Uint8Array): Places | null {
  const last = bytes.reduce((most, place) => Math.max(most, place), 0);
  if (last > paper.options.length) return null;
  const places = Array.from({ length: last }, (_, place) =>
    paper.options.filter((_option, at) => bytes[at] === place + 1),
  );
  return places.some((joint) => joint.length === 0) ? null : places;
}

function encodeReplace(paper: Paper, { places, swap, added, why }: ReplaceBallot): Uint8Array {
  // What is missing has no order, so none is kept; an empty line says nothing.
  const lines = added.filter((line) => line !== '').sort();
  const parts = [
    placeBytes(paper, places),
    Uint8Array.of(swap === null ? 0 : position(paper, swap.option) + 1),
    text(swap?.instead ?? ''),
    Uint8Array.of(lines.length),
    ...lines.map(text),
    text(why),
  ];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function decodeReplace(
  paper: Extract<Paper, { method: 'replace' }>,
  bytes: Uint8Array,
): Ballot | null {
  if (bytes.length > maxBytes(paper)) return null;
  let at = paper.options.length;
  const places = placesOf(paper, bytes.subarray(0, at));
  const byte = (): number => bytes[at++] ?? 255;
  const line = (): string | null => {
    const length = byte() * 256 + byte();
    at += length;
    return at > bytes.length ? null : utf8(bytes.subarray(at - length, at));
  };
  const swapped = byte();
  const option = paper.options[swapped - 1];
  const instead = line();
  const lines = byte();
  if (lines > ADDED_MAX || (swapped > 0 && option === undefined)) return null;
  const added = Array.from({ length: lines }, line);
  const why = line();
  if (places === null || instead === null || why === null || at !== bytes.length) return null;
  if (!added.every((each) => each !== null)) return null;
  if (option === undefined && instead !== '') return null;
  const swap = option === undefined ? null : { option, instead };
  return { method: 'replace', places, swap, added, why };
}

function text(words: string): Uint8Array {
  const bytes = new TextEncoder().encode(words);
  const packed = new Uint8Array(LENGTH_BYTES + bytes.length);
  packed.set([bytes.length >> 8, bytes.length & 255]);
  packed.set(bytes, LENGTH_BYTES);
  return packed;
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
