import type { Counted, Earlier, Paper } from '@canopy/ballot';
import type { LeafInput } from '@canopy/domain';
import type { BoxState } from './envelope.ts';

// What the app and the box say to each other, on a line of their own that no member's device can
// reach. The app opens votes and stages and is given totals and shuffled leaves, never a ballot.

/** Leaves and changes to them leave the box in batches of at least so many, or when the stage or the session ends. */
export const BATCH_MIN = 4;
export const LAST_CALL_MS = 10_000;
/** How seldom the number of ballots is counted anew: each change of it is somebody's vote. */
export const NUMBER_EVERY_MS = 10_000;

/** Fixed when the vote opens. The paper has option ids only: what they stand for is nothing the box needs. */
export type SecretVoteRules = {
  paper: Paper;
  /** Fewer ballots are not counted. 5 or more. */
  least: number;
  /** Ballots for the vote to decide anything; 0 = none needed. */
  quorum: number;
  /** Whether the group chose exact numbers, however few vote. */
  exact: boolean;
  /** Several panels, each in its own session, whose votes of this name and these rules are one result. */
  pool: string | null;
};

/** `key` = SubjectPublicKeyInfo of RSA 2048 with exponent 65537, base64url. */
export type VoteOpening = { key: string; rules: SecretVoteRules };
export type StageOpening = { key: string };

export type VoteStanding = {
  state: BoxState;
  /** Ballots in the box, up to 10 s ago. */
  sealed: number;
  keyWords: string[];
};

/** What the app knows and the box does not, published beside the result. */
export type ClosingNumbers = {
  eligible: number;
  /** Given out, replacements not among them. */
  passes: number;
  replacements: number;
  staffEntered: number;
};
/** `earlier`: results already shown over some of the same people. They make this one coarser, never finer. */
export type VoteClosing = ClosingNumbers & { earlier: readonly Earlier[] };

type CountedVote = Extract<Counted, { counted: true }>;

/** `votes` = every vote of the pool that is to count, each closed before. */
export type PoolClosing = { votes: string[]; earlier: readonly Earlier[] };

/** Several votes as one. Numbers are sums of theirs. */
export type PublishedPool = ClosingNumbers & { ballots: number } & (
    | ({ outcome: 'counted'; codes: string[] } & Omit<CountedVote, 'counted'>)
    | { outcome: 'too-few'; least: number }
  );

/**
 * A closed vote. `pooled`: counted with others, and nothing of it is said before. `too-few`: nothing was counted. `void`: more ballots than passes, so somebody made
 * passes of their own and nothing was counted either. Codes are in alphabetical order.
 */
export type PublishedVote = ClosingNumbers & { ballots: number; keyWords: string[] } & (
    | ({ outcome: 'counted'; codes: string[] } & Omit<CountedVote, 'counted'>)
    | { outcome: 'too-few'; least: number }
    | { outcome: 'pooled' }
    | { outcome: 'void' }
  );

/** A leaf as it leaves the box. The same id again, `changed`, is its author's new wording. */
export type SecretLeaf = {
  leafId: string;
  leaf: LeafInput;
  /** What an answer is sealed to, base64url. */
  answerKey: string;
  changed: boolean;
};

/** Null while fewer than four wait, but for what an end gathered. In an order that says nothing. */
export type LeafBatch = { leaves: SecretLeaf[] | null };

export type BoxHealth = {
  ok: true;
  /** Faults of the program since it started: the place in the code and how often. No input, no time. */
  faults: { where: string; times: number }[];
};

/** `different`: open already, under another key or other rules. */
export const APP_REFUSALS = [
  'bad-input',
  'not-found',
  'different',
  'already-closed',
  'cannot-save',
  'wrong-secret',
  'unexpected',
] as const;
export type AppRefusal = (typeof APP_REFUSALS)[number];
export type AppResult<T> = { ok: true; value: T } | { ok: false; refused: AppRefusal };
