/**
 * Eight symbols from 29 without look-alikes (no 0 O, 1 I L, U V): 38.8 bits. Read out in two fours:
 * "K7QM 2XRD". Case, spaces and dashes do not matter when typed.
 */
export const SPOKEN_ALPHABET = '23456789ABCDEFGHJKMNPQRSTWXYZ';
export const SPOKEN_LENGTH = 8;

/** Randomness is passed in; bytes past the last whole multiple are dropped so no symbol is likelier. */
export function makeSpokenCode(randomBytes: (n: number) => Uint8Array): string {
  const limit = 256 - (256 % SPOKEN_ALPHABET.length);
  let code = '';
  while (code.length < SPOKEN_LENGTH) {
    for (const byte of randomBytes(16)) {
      if (byte < limit && code.length < SPOKEN_LENGTH)
        code += SPOKEN_ALPHABET[byte % SPOKEN_ALPHABET.length];
    }
  }
  return code;
}

/** What was typed, made comparable. Null = cannot be a code. */
export function parseSpokenCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]+/g, '');
  if (code.length !== SPOKEN_LENGTH) return null;
  return [...code].every((symbol) => SPOKEN_ALPHABET.includes(symbol)) ? code : null;
}

export const sayCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;
