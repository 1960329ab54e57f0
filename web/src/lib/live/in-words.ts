import type { Bilingual } from '@canopy/domain';
import type { Lang } from '#lib/language/lang.ts';

/**
 * The words for a reader, and the language they are really in when it is not the reader's, so that
 * it can be marked (people 21). The domain's `inLanguage` says the same; its module carries zod,
 * which stays off phones, and a test keeps the two equal.
 */
export function inWords(words: Bilingual, reader: Lang): { text: string; lang?: Lang } {
  const other = reader === 'en' ? 'cy' : 'en';
  if (words[reader] !== '') return { text: words[reader] };
  return words[other] === '' ? { text: '' } : { text: words[other], lang: other };
}
