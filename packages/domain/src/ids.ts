import { z } from 'zod';

/** 20 symbols from a–z0–9: about 103 random bits, safe in a URL, a file name and a log. */
export const ID_LENGTH = 20;
export const Id = z.string().regex(/^[a-z0-9]{20}$/);
export type Id = z.infer<typeof Id>;

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Randomness is passed in (the middle opens nothing). Rejects bytes ≥ 252 so no symbol is likelier. */
export function makeId(randomBytes: (n: number) => Uint8Array): Id {
  let id = '';
  while (id.length < ID_LENGTH) {
    for (const byte of randomBytes(ID_LENGTH * 2)) {
      if (byte < 252 && id.length < ID_LENGTH) id += ALPHABET[byte % 36];
    }
  }
  return id;
}
