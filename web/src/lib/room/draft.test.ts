import { expect, test } from 'vitest';
import { emptyDraft, readDraft } from './draft.ts';

test('each way says the one thing it still needs', () => {
  expect(readDraft(emptyDraft('words'))).toEqual({ ok: false, missing: 'needWords' });
  expect(readDraft(emptyDraft('emoji'))).toEqual({ ok: false, missing: 'needPicture' });
  expect(readDraft({ ...emptyDraft('emoji'), picture: '2600' })).toEqual({
    ok: false,
    missing: 'needWord',
  });
  expect(readDraft(emptyDraft('symbol'))).toEqual({ ok: false, missing: 'needPicture' });
});

test('a ready draft is the content of a leaf; a symbol needs no word', () => {
  expect(readDraft({ ...emptyDraft(), words: ' Text us. ' })).toEqual({
    ok: true,
    content: { form: 'words', text: 'Text us.' },
  });
  expect(readDraft({ ...emptyDraft('symbol'), picture: 'bus' })).toEqual({
    ok: true,
    content: { form: 'symbol', symbol: 'bus', word: '' },
  });
});
