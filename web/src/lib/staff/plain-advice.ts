import type { Bilingual } from '@canopy/domain';

/** people 27: a question is at most two sentences of at most twelve words. */
const SENTENCES_MAX = 2;
const WORDS_MAX = 12;

export type Advice =
  | { about: 'sentences'; lang: 'en' | 'cy'; n: number }
  | { about: 'words'; lang: 'en' | 'cy'; n: number }
  | { about: 'no-welsh' };

/** Advice and no more: staff know their group, and nothing is refused for its style. */
export function adviceOn(question: Bilingual): Advice[] {
  const advice: Advice[] = [];
  for (const lang of ['en', 'cy'] as const) {
    const sentences = question[lang].split(/[.?!]+(?=\s|$)/).filter((each) => each.trim() !== '');
    const longest = Math.max(0, ...sentences.map((each) => each.trim().split(/\s+/).length));
    if (sentences.length > SENTENCES_MAX)
      advice.push({ about: 'sentences', lang, n: sentences.length });
    if (longest > WORDS_MAX) advice.push({ about: 'words', lang, n: longest });
  }
  if (question.en.trim() !== '' && question.cy.trim() === '') advice.push({ about: 'no-welsh' });
  return advice;
}
