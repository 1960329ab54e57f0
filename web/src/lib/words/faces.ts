import { section } from './section.ts';

/** The five faces, used at check-in and on a scale. */
export const faceWords = section({
  en: {
    great: 'Great',
    good: 'Good',
    ok: 'OK',
    low: 'Low',
    rough: 'Rough',
    pass: 'I would rather not say',
  },
  cy: {
    great: 'Gwych',
    good: 'Da',
    ok: 'Iawn',
    low: 'Isel',
    rough: 'Anodd',
    pass: 'Byddai’n well gen i beidio â dweud',
  },
});
