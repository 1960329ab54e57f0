import type { Lang } from '../language/lang.ts';
import { pictureWords } from '../words/pictures.ts';
import type { reactionWords } from '../words/reactions.ts';

type ReactionKey = Parameters<ReturnType<typeof reactionWords>>[0];
type PictureKey = Parameters<ReturnType<typeof pictureWords>>[0];

/** A reaction: the code of its picture file, and the key of its word. */
export type Reaction = { readonly code: string; readonly key: Exclude<ReactionKey, 'title'> };

const COMMON = [
  { code: '1f44d', key: 'agree' },
  { code: '2764', key: 'thanks' },
  { code: '1f44f', key: 'wellDone' },
  { code: '1f4a1', key: 'goodIdea' },
  { code: '1f602', key: 'funny' },
  { code: '1f62e', key: 'wow' },
  { code: '1f622', key: 'sad' },
] as const;

/** Eight to a set, each with its word. The codes are the domain's REACTION_SETS; a test keeps them equal. */
export const REACTIONS: Readonly<Record<'adult' | 'youth', readonly Reaction[]>> = {
  adult: [...COMMON, { code: '1f914', key: 'notSure' }],
  youth: [...COMMON, { code: '2753', key: 'tellMore' }],
};

/** Emoji a leaf can carry, with their words. Nothing with a double meaning (people 35). */
export const LEAF_EMOJI: readonly { readonly code: string; readonly key: PictureKey }[] = [
  { code: '1f60a', key: 'happy' },
  { code: '1f622', key: 'sad' },
  { code: '1f620', key: 'angry' },
  { code: '1f61f', key: 'worried' },
  { code: '1f914', key: 'thinking' },
  { code: '1f634', key: 'tired' },
  { code: '1f62e', key: 'surprised' },
  { code: '1f389', key: 'celebrate' },
  { code: '2b50', key: 'great' },
  { code: '1f4aa', key: 'strong' },
  { code: '1f91d', key: 'together' },
  { code: '1f331', key: 'growing' },
  { code: '2600', key: 'sunny' },
  { code: '1f327', key: 'rainy' },
  { code: '1f3af', key: 'goal' },
  { code: '1f9e9', key: 'puzzle' },
];

/** Plain symbols a leaf can carry. The code is its own name. */
export const LEAF_SYMBOLS: readonly PictureKey[] = [
  'house', 'money', 'phone', 'clock', 'people', 'talk', 'bus', 'health',
  'work', 'school', 'lock', 'heart', 'question', 'family', 'food', 'calm',
]; // prettier-ignore

/** The picture file of an emoji code or a symbol's name. Unknown codes fall back to the question mark. */
export function pictureFile(code: string): string {
  if (LEAF_SYMBOLS.some((name) => name === code)) return `/emoji/symbol/${code}.svg`;
  const known = [...LEAF_EMOJI, ...REACTIONS.adult, ...REACTIONS.youth].some(
    (each) => each.code === code,
  );
  return `/emoji/${known ? code : '2753'}.svg`;
}

/** The word of an emoji or symbol on a leaf, in a language. */
export function pictureWord(lang: Lang): (code: string) => string {
  const w = pictureWords(lang);
  return (code) =>
    w(
      LEAF_EMOJI.find((each) => each.code === code)?.key ??
        LEAF_SYMBOLS.find((name) => name === code) ??
        'question',
    );
}
