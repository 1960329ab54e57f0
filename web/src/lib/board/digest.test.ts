import type { BoardContent } from '@canopy/domain';
import { expect, test } from 'vitest';
import { Digest } from './digest.ts';

const nothing = { added: [], moved: [], edited: [], removed: [] };
const content: BoardContent = {
  branches: [
    {
      id: 'h',
      title: { en: 'Housing', cy: 'Tai' },
      leaves: ['a', 'b'].map((id) => ({
        id,
        branchId: 'h',
        kind: 'idea',
        lang: 'en',
        alias: null,
        content: { form: 'words', text: id },
      })),
    },
  ],
  loose: [],
};
const nobody = () => false;

test('others’ leaves are counted by place, one sentence, once', () => {
  const digest = new Digest();
  digest.add({ ...nothing, added: ['a'] });
  digest.add({ ...nothing, added: ['b', 'elsewhere'] });
  expect(digest.say(content, 'en', nobody)).toBe('3 new leaves, most on Housing');
  expect(digest.say(content, 'en', nobody)).toBeNull();
});

test('my own leaves and leaves that are gone again are no news', () => {
  const digest = new Digest();
  digest.add({ ...nothing, added: ['a', 'b'], moved: ['a'] });
  digest.add({ ...nothing, removed: ['b'] });
  expect(digest.say(content, 'en', (id) => id === 'a')).toBeNull();
});

test('in Welsh too', () => {
  const digest = new Digest();
  digest.add({ ...nothing, moved: ['a', 'b'] });
  expect(digest.say(content, 'cy', nobody)).toBe('Symudodd 2 ddeilen');
});
