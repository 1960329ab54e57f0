import { WORDS } from './word-list.ts';

/** Without I and O, 0 and 1, which are read as each other. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';

/**
 * Such as K7-RIVER, about 49,000 of them, made on the device. Found in the published list it says
 * that a ballot is in the count, and nothing of what it says. Two people may get the same one by
 * chance; then the list holds it twice.
 */
export function makeReceiptCode(randomBytes: (n: number) => Uint8Array): string {
  for (;;) {
    const [letter = 255, digit = 0, word = 0] = randomBytes(3);
    // 240 = 10 × 24: bytes above would favour some letters.
    if (letter >= 240) continue;
    const first = LETTERS.charAt(letter % LETTERS.length);
    return `${first}${DIGITS.charAt(digit % DIGITS.length)}-${(WORDS[word] ?? '').toUpperCase()}`;
  }
}

const KNOWN = new Set(WORDS.map((word) => word.toUpperCase()));

/** Only codes of ours are published: a list that took any text would carry names and messages. */
export function isReceiptCode(text: string): boolean {
  const [start = '', word = '', ...more] = text.split('-');
  return (
    more.length === 0 &&
    start.length === 2 &&
    LETTERS.includes(start.charAt(0)) &&
    DIGITS.includes(start.charAt(1)) &&
    KNOWN.has(word)
  );
}
