import { optionsOf, type Paper } from './paper.ts';

/** A vote, and the one it asks again: always the first of them, so that all stand in one row. */
export type Asked = { readonly vote: string; readonly revoteOf: string | null };

/** What a re-vote of this vote is linked to. Both results are kept; the later never replaces the first. */
export const firstOf = ({ vote, revoteOf }: Asked): string => revoteOf ?? vote;

/**
 * Whether the second paper asks the first again: the same method, rules and options, in any order.
 * Anything else is a fresh vote: one more option can change the winner without anyone changing
 * their mind, so the two would be no answer to the same question.
 */
export const asksAgain = (first: Paper, again: Paper): boolean => asked(first) === asked(again);

const asked = (paper: Paper): string =>
  JSON.stringify(Object.entries({ ...paper, options: [...optionsOf(paper)].sort() }).sort());
