import { TEMPLATES, questionOf } from '@canopy/domain';
import { expect, test } from 'vitest';
import { adviceOn } from './plain-advice.ts';

test('short words in both languages need no advice (people 27)', () => {
  expect(adviceOn({ en: 'What next? Why?', cy: 'Beth nesaf? Pam?' })).toEqual([]);
  expect(adviceOn({ en: '', cy: '' })).toEqual([]);
});

test('long sentences, many sentences and missing Welsh are named', () => {
  const long = 'What do you think about the way in which your worker plans the meetings with you?';
  expect(adviceOn({ en: long, cy: 'Beth?' })).toEqual([{ about: 'words', lang: 'en', n: 16 }]);
  expect(adviceOn({ en: 'One. Two. Three.', cy: 'Un.' })).toEqual([
    { about: 'sentences', lang: 'en', n: 3 },
  ]);
  expect(adviceOn({ en: 'What next?', cy: ' ' })).toEqual([{ about: 'no-welsh' }]);
});

test('a number with a point is one sentence', () => {
  expect(adviceOn({ en: 'Is 2.5 hours too long?', cy: 'Ydy 2.5 awr yn rhy hir?' })).toEqual([]);
});

test('our own templates follow our own advice', () => {
  for (const { stages } of TEMPLATES)
    for (const stage of stages) {
      const question = questionOf(stage);
      if (question !== null) expect(adviceOn(question), question.en).toEqual([]);
    }
});
