/** Bytes that WebCrypto takes without a copy. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** base64url without padding (RFC 4648 section 5). By hand: what has it built in is newer than many phones. */
export function toText(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Null unless this is the one way of writing exactly so many bytes. */
export const fromText = (text: string, length: number): Bytes | null =>
  text.length === Math.ceil((length * 4) / 3) ? fromTextUpTo(text, length) : null;

/** Null unless this is the one way of writing so many bytes or fewer. */
export function fromTextUpTo(text: string, most: number): Bytes | null {
  if (text.length > Math.ceil((most * 4) / 3) || !/^[\w-]*$/.test(text)) return null;
  // One symbol more than whole groups of four spells less than a byte.
  if (text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (symbol) => symbol.charCodeAt(0));
  // Left-over bits could spell one pass in several ways, and a pass counts once.
  return toText(bytes) === text ? bytes : null;
}

export async function sha256(...parts: readonly Uint8Array[]): Promise<Bytes> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
}

export const areSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
