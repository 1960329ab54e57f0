/**
 * Words as a ballot keeps them: one way of writing each letter, single spaces, no line breaks, no
 * characters that cannot be seen. How somebody spaces or breaks lines, and which keyboard composed
 * an accent, is a mark of who wrote it.
 */
export const tidy = (text: string): string =>
  text
    .normalize('NFC')
    // Joiners stay: emoji and some scripts are written with them.
    .replace(/[\p{Cc}\p{Co}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
