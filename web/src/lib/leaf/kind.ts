import type { LeafContent as DomainContent, LeafKind as DomainKind } from '@canopy/domain';
import type { Lang } from '../language/lang.ts';
import {
  iconArrowUpRight,
  iconBolt,
  iconBookmark,
  iconBulb,
  iconStar,
  type IconPath,
} from '../ui/icons.ts';
import { leafWords } from '../words/leaf.ts';

export type LeafKind = DomainKind;
export type LeafContent = DomainContent;
/** What a leaf needs to be drawn. `alias` is already in words, and present on a Named board only. */
export type LeafLook = {
  id: string;
  kind: LeafKind;
  content: LeafContent;
  lang: Lang;
  alias?: string | null;
};
export type Audience = 'adult' | 'youth';

type Drawn = { icon: IconPath; notch: `M${string}` };

/** Kind = colour + notch + icon + word. The notch is drawn on a 15 by 28 box, opening to the right. */
export const KINDS: Readonly<Record<LeafKind, Drawn>> = {
  idea: { icon: iconBulb, notch: 'M13 3A11 11 0 0 0 13 25' },
  works: { icon: iconStar, notch: 'M13 2A6 6 0 0 0 13 14A6 6 0 0 0 13 26' },
  problem: { icon: iconBolt, notch: 'M13 2L3 8.5L10 14L3 19.5L13 26' },
  want: { icon: iconArrowUpRight, notch: 'M13 2L1.5 14L13 26' },
  parked: { icon: iconBookmark, notch: 'M13 4H4.5V24H13' },
};

export const KIND_ORDER: readonly LeafKind[] = ['idea', 'works', 'problem', 'want', 'parked'];

const YOUTH = {
  works: 'youthWorks',
  problem: 'youthProblem',
  parked: 'youthParked',
  idea: 'idea',
  want: 'want',
} as const;

export function kindWord(kind: LeafKind, lang: Lang, audience: Audience = 'adult'): string {
  return leafWords(lang)(audience === 'youth' ? YOUTH[kind] : kind);
}

/** The leaf in words alone: for labels, lists of choices and read-aloud. */
export function leafText(content: LeafContent, pictureWord: (code: string) => string): string {
  switch (content.form) {
    case 'words':
      return content.text;
    case 'emoji':
      return `${pictureWord(content.emoji)}: ${content.word}`;
    case 'symbol':
      return content.word === ''
        ? pictureWord(content.symbol)
        : `${pictureWord(content.symbol)}: ${content.word}`;
  }
}
