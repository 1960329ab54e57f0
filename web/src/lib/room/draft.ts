import type { LeafContent, LeafKind } from '../leaf/kind.ts';
import type { boardWords } from '../words/board.ts';
import type { WayId } from './ways.ts';

/** What is being written, before it is sent. Plain data, so it can be kept through a pause or a reload. */
export type Draft = { way: WayId; kind: LeafKind; words: string; picture: string; word: string };

export const emptyDraft = (way: WayId = 'words'): Draft => ({
  way,
  kind: 'idea',
  words: '',
  picture: '',
  word: '',
});

/** What is missing, as the key of the sentence that says so. */
export type Missing = Extract<
  Parameters<ReturnType<typeof boardWords>>[0],
  'needWords' | 'needPicture' | 'needWord'
>;
export type Ready = { ok: true; content: LeafContent } | { ok: false; missing: Missing };

/** The leaf this draft would make, or the one thing still missing. */
export function readDraft(draft: Draft): Ready {
  const words = draft.words.trim();
  const word = draft.word.trim();
  switch (draft.way) {
    case 'words':
      return words === ''
        ? { ok: false, missing: 'needWords' }
        : { ok: true, content: { form: 'words', text: words } };
    case 'emoji':
      if (draft.picture === '') return { ok: false, missing: 'needPicture' };
      return word === ''
        ? { ok: false, missing: 'needWord' }
        : { ok: true, content: { form: 'emoji', emoji: draft.picture, word } };
    case 'symbol':
      return draft.picture === ''
        ? { ok: false, missing: 'needPicture' }
        : { ok: true, content: { form: 'symbol', symbol: draft.picture, word } };
  }
}
