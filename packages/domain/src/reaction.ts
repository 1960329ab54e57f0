import { z } from 'zod';

/** Hex code points of our picture files. Eight to a set, a fixed vocabulary with words (people 35). No thumbs down. */
export const REACTION_SETS = {
  adult: ['1f44d', '2764', '1f44f', '1f4a1', '1f602', '1f62e', '1f622', '1f914'],
  youth: ['1f44d', '2764', '1f44f', '1f4a1', '1f602', '1f62e', '1f622', '2753'],
} as const;
export const ReactionSet = z.enum(['adult', 'youth']);
export type ReactionSet = z.infer<typeof ReactionSet>;
export const ReactionCode = z.enum([...new Set(Object.values(REACTION_SETS).flat())] as [
  string,
  ...string[],
]);
export type ReactionCode = string;

/** Counts per emoji, for the stage as a whole and per leaf. */
export type ReactionCounts = Record<string, number>;
