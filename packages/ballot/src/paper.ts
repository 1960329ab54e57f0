import type { Choice, ScaleFace } from '@canopy/domain';

// Types only come from the domain: the ballot box counts with this package and must not carry a
// line of code that knows a member or a session.

/** Secret ballots under this are never counted; a vote may ask for more, never for fewer. */
export const BALLOTS_MIN = 5;
/** With fewer ballots than this, numbers are shown in bands unless the group chose otherwise before. */
export const EXACT_MIN = 10;
/** A vote on leaves may offer hundreds; nobody can put hundreds in order. */
export const CHOOSE_MAX = 500;
export const RANK_MAX = 40;
export const DOTS_MAX = 10;
/** Lengths of what a person may write on a ballot, in UTF-16 units after tidying. */
export const INSTEAD_MAX = 80;
export const ADDED_MAX = 3;
export const WHY_MAX = 280;

export const RULES = [
  'more-than-half',
  'more-than-half-of-all',
  'two-thirds',
  'consensus',
] as const;
/**
 * How yes or no is decided, fixed before the vote opens. `more-than-half` and `two-thirds` are of
 * those who said yes or no; `more-than-half-of-all` is of everyone who could have voted; `consensus`
 * is that somebody is for it and nobody against. A tie has not passed.
 */
export type Rule = (typeof RULES)[number];

/**
 * What a ballot box must know to check and count a vote: the method, the ids of the options as they
 * stood when the vote opened, and the rules. No words, so it says nothing of what was asked.
 */
export type Paper =
  | { readonly method: 'approve'; readonly options: readonly string[] }
  | {
      readonly method: 'dots';
      readonly options: readonly string[];
      /** Each person's budget. */
      readonly dots: number;
      readonly maxPerOption: number;
    }
  | { readonly method: 'scale' }
  | { readonly method: 'fist' }
  | { readonly method: 'yes-no'; readonly rule: Rule }
  | { readonly method: 'rank'; readonly options: readonly string[] }
  | { readonly method: 'replace'; readonly options: readonly string[] };
export type PaperMethod = Paper['method'];

export const FISTS = ['1', '2', '3', '4', '5', 'stand-aside', 'block'] as const;
/** One to five fingers; standing aside and blocking are no low score but something else, kept apart. */
export type Fist = (typeof FISTS)[number];

// Held to the domain's lists by their types, like those of `count`.
export const FACES = [
  'rough',
  'low',
  'ok',
  'good',
  'great',
] as const satisfies readonly ScaleFace[];
export const YES_NO = ['yes', 'no', 'not-sure'] as const satisfies readonly Extract<
  Choice,
  { method: 'yes-no' }
>['answer'][];
export type YesNo = (typeof YES_NO)[number];

/** Best first; options that share a place are joint. Options in no place are joint last. */
export type Places = readonly (readonly string[])[];

/**
 * One ballot. Blank = nothing ticked, no dots, `null`, no places (and for `replace` nothing at all):
 * it counts for quorum and as a ballot, and changes no result.
 */
export type Ballot =
  | { readonly method: 'approve'; readonly options: readonly string[] }
  | {
      readonly method: 'dots';
      readonly dots: readonly { readonly option: string; readonly n: number }[];
    }
  | { readonly method: 'scale'; readonly face: ScaleFace | null }
  | { readonly method: 'fist'; readonly fist: Fist | null }
  | { readonly method: 'yes-no'; readonly answer: YesNo | null }
  | { readonly method: 'rank'; readonly places: Places }
  | ReplaceBallot;

/** A given list put in order, one of it swapped for something else, what is missing, and why. */
export type ReplaceBallot = {
  readonly method: 'replace';
  readonly places: Places;
  /** `instead` may be empty: drop it, for nothing in particular. */
  readonly swap: { readonly option: string; readonly instead: string } | null;
  readonly added: readonly string[];
  readonly why: string;
};

/** The options of a paper, in the order of the paper; the methods about the question itself have none. */
export const optionsOf = (paper: Paper): readonly string[] =>
  'options' in paper ? paper.options : [];

/** About a third of the options: enough to weigh, too few to please all (anonymity 12). */
export const dotsFor = (options: number): number =>
  Math.min(DOTS_MAX, Math.max(1, Math.round(options / 3)));
