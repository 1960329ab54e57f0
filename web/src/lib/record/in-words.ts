import { inLanguage, type Bilingual } from '@canopy/domain';
import { ALIAS_IDS, aliasName } from '#lib/alias/alias-set.ts';
import { pictureFile, pictureWord } from '#lib/emoji/emoji-set.ts';
import type { Lang } from '#lib/language/lang.ts';
import type { LeafContent } from '#lib/leaf/kind.ts';

/** What a leaf shows: its words, the language they are in, and its picture if it has one. */
export type ReadLeaf = { words: string; lang: string; picture: string | null };

/** A picture without a word of its own is named in the reader's language. */
export function readLeaf(leaf: { content: LeafContent; lang: Lang }, reader: Lang): ReadLeaf {
  const { content, lang } = leaf;
  if (content.form === 'words') return { words: content.text, lang, picture: null };
  const code = content.form === 'emoji' ? content.emoji : content.symbol;
  return content.word === ''
    ? { words: pictureWord(reader)(code), lang: reader, picture: pictureFile(code) }
    : { words: content.word, lang, picture: pictureFile(code) };
}

/** Two-language text for one reader. */
export const told = (text: Bilingual, reader: Lang): string => inLanguage(text, reader).text;

/** A Named leaf says `rowan`, or `rowan-2` for the second of that name. */
export function aliasSaid(alias: string, lang: Lang): string {
  const [name = '', number = '1'] = alias.split('-');
  const id = ALIAS_IDS.find((each) => each === name);
  return id === undefined ? alias : aliasName(id, lang, Number(number));
}
