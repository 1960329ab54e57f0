import { describe, expect, test } from 'vitest';
import { bilingual, inLanguage, oneLanguage } from './language.ts';

describe('words in two languages', () => {
  test('English must be there, Welsh may wait, and both are trimmed', () => {
    const schema = bilingual(5);
    expect(schema.parse({ en: ' tree ', cy: '' })).toEqual({ en: 'tree', cy: '' });
    expect(schema.safeParse({ en: '  ', cy: 'coed' }).success).toBe(false);
    expect(schema.safeParse({ en: 'longer', cy: '' }).success).toBe(false);
  });

  test('a reader gets their own words, else the others marked as what they are (people 21)', () => {
    expect(inLanguage({ en: 'tree', cy: 'coeden' }, 'cy')).toEqual({ text: 'coeden', lang: 'cy' });
    expect(inLanguage({ en: 'tree', cy: '' }, 'cy')).toEqual({ text: 'tree', lang: 'en' });
    expect(inLanguage(oneLanguage('coeden', 'cy'), 'en')).toEqual({ text: 'coeden', lang: 'cy' });
  });
});
