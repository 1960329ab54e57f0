/** Words of a sentence; placeholders count as one easy word. */
export const wordsIn = (text: string): string[] =>
  text.replace(/\{\w+\}/g, 'it').match(/[\p{L}\p{N}’']+/gu) ?? [];

/** Syllables by vowel groups, less a silent e. Close enough to rank sentences; not a dictionary. */
export function syllables(word: string): number {
  const bare = word.toLowerCase().replace(/[^a-z]/g, '');
  if (bare.length <= 3) return 1;
  const groups = bare
    .replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '')
    .replace(/^y/, '')
    .match(/[aeiouy]{1,2}/g);
  return Math.max(1, groups?.length ?? 1);
}

/** Flesch–Kincaid grade of one sentence: years of school it takes to read (people 28). */
export function gradeOf(text: string): number {
  const words = wordsIn(text);
  if (words.length === 0) return 0;
  const total = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * words.length + 11.8 * (total / words.length) - 15.59;
}
