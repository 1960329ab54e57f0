/** Widths in parts of the type size. A server cannot measure a font, so each guess is on the wide side. */
const NARROW = /[iljtfrI.,;:'’!|()[\]\s]/;
const WIDE = /[mwMW@%&—]/;
const CAPITAL = /[A-ZÂÊÎÔÛŴŶ]/;

function charWidth(char: string): number {
  if (NARROW.test(char)) return 0.36;
  if (WIDE.test(char)) return 0.92;
  if (CAPITAL.test(char)) return 0.72;
  return (char.codePointAt(0) ?? 0) > 0x2e80 ? 1.05 : 0.58;
}

export const guessWidth = (text: string, size: number): number =>
  [...text].reduce((sum, char) => sum + charWidth(char), 0) * size;

/** Lines no wider than `width`. A word too long for a line is broken: it must never leave its leaf. */
export function wrapWords(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    for (const part of breakWord(word, width, size)) {
      const longer = line === '' ? part : `${line} ${part}`;
      if (line === '' || guessWidth(longer, size) <= width) line = longer;
      else {
        lines.push(line);
        line = part;
      }
    }
  }
  return line === '' ? lines : [...lines, line];
}

function breakWord(word: string, width: number, size: number): string[] {
  if (guessWidth(word, size) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const char of word) {
    if (part !== '' && guessWidth(part + char, size) > width) {
      parts.push(part);
      part = '';
    }
    part += char;
  }
  return [...parts, part];
}

/** At most `max` lines; what is left out is marked, and stands whole in the list below the picture. */
export function wrapAtMost(max: number, text: string, width: number, size: number): string[] {
  const lines = wrapWords(text, width, size);
  if (lines.length <= max) return lines;
  const kept = lines.slice(0, max);
  return [...kept.slice(0, -1), `${kept.at(-1) ?? ''} …`];
}
