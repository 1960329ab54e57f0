import { inLanguage } from '@canopy/domain';
import { expect, test } from 'vitest';
import { inWords } from './in-words.ts';

test.each([[{ en: 'Housing', cy: 'Tai' }], [{ en: 'Housing', cy: '' }], [{ en: '', cy: 'Tai' }]])(
  'says what the domain says of %o',
  (words) => {
    for (const reader of ['en', 'cy'] as const) {
      const said = inLanguage(words, reader);
      const { text, lang = reader } = inWords(words, reader);
      expect({ text, lang }).toEqual(said);
    }
  },
);
