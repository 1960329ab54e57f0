import { z } from 'zod';
import { Language } from './language.ts';

export const LEAF_KINDS = ['idea', 'works', 'problem', 'want', 'parked'] as const;
export const LeafKind = z.enum(LEAF_KINDS);
export type LeafKind = z.infer<typeof LeafKind>;

export const LEAF_WORDS_MAX = 280;
export const LEAF_WORD_MAX = 40;
export const LEAVES_PER_SEAT_MAX = 60;
export const BRANCHES_MAX = 24;

/** Emoji and symbols are codes from our own picture sets (hex code points, or a symbol's name). */
const PictureCode = z.string().regex(/^[a-z0-9-]{2,40}$/i);

/**
 * What a leaf says. Drawing, picture and voice join this union later: everything that reads a leaf
 * switches on `form`, so the compiler lists the places to teach.
 */
export const LeafContent = z.discriminatedUnion('form', [
  z.object({ form: z.literal('words'), text: z.string().trim().min(1).max(LEAF_WORDS_MAX) }),
  z.object({
    form: z.literal('emoji'),
    emoji: PictureCode,
    word: z.string().trim().min(1).max(LEAF_WORD_MAX),
  }),
  z.object({
    form: z.literal('symbol'),
    symbol: PictureCode,
    word: z.string().trim().max(LEAF_WORD_MAX),
  }),
]);
export type LeafContent = z.infer<typeof LeafContent>;

export const LeafInput = z.object({ kind: LeafKind, content: LeafContent, lang: Language });
export type LeafInput = z.infer<typeof LeafInput>;

/** A leaf as everyone sees it. `alias` is there only on a Named board; `branchId` null = not placed on a branch yet. */
export type Leaf = LeafInput & {
  id: string;
  branchId: string | null;
  alias: string | null;
};

export type Branch = { id: string; title: { en: string; cy: string } };

/** A board read whole, in reading order: the one shape that list, felt, record and export share. */
export type BoardContent = { branches: (Branch & { leaves: Leaf[] })[]; loose: Leaf[] };
