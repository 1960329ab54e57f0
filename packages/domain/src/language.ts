import { z } from 'zod';

export const LANGUAGES = ['en', 'cy'] as const;
export const Language = z.enum(LANGUAGES);
export type Language = z.infer<typeof Language>;

/** Shown text in both languages (people 44). Welsh may be empty while it waits; English may not. */
export const bilingual = (max: number) =>
  z.object({ en: z.string().trim().min(1).max(max), cy: z.string().trim().max(max) });
export type Bilingual = { en: string; cy: string };

/** The words for a reader, with the language they are really in, so `lang` can be marked (people 21). */
export function inLanguage(text: Bilingual, reader: Language): { text: string; lang: Language } {
  const own = text[reader];
  if (own !== '') return { text: own, lang: reader };
  return text.en !== '' ? { text: text.en, lang: 'en' } : { text: text.cy, lang: 'cy' };
}

/** A title typed live by one person in one language; the other waits for staff. */
export const oneLanguage = (text: string, lang: Language): Bilingual =>
  lang === 'en' ? { en: text, cy: '' } : { en: '', cy: text };
