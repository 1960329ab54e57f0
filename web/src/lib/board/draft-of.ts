import type { LeafContent, LeafKind } from '@canopy/domain';
import { emptyDraft, type Draft } from '#lib/room/draft.ts';

/** A leaf that is already there, back in the composer. */
export function draftOf(kind: LeafKind, content: LeafContent): Draft {
  const draft = { ...emptyDraft(content.form), kind };
  switch (content.form) {
    case 'words':
      return { ...draft, words: content.text };
    case 'emoji':
      return { ...draft, picture: content.emoji, word: content.word };
    case 'symbol':
      return { ...draft, picture: content.symbol, word: content.word };
  }
}
