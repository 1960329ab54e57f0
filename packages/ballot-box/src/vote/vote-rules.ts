import {
  BALLOTS_MIN,
  maxBytes,
  optionsOf,
  PaperSchema,
  unpackBallot,
  type Ballot,
} from '@canopy/ballot';
import { fromTextUpTo, type SecretVoteRules } from '@canopy/passes';
import { z } from 'zod';
import { Id } from '../door/envelope-shape.ts';

// Words in place of an id would tell the box what the vote was about.
const isId = (option: string): boolean => /^[\w-]{1,40}$/.test(option);
const atMost = z.number().int().min(0).max(10_000);

export const VoteRules = z.strictObject({
  paper: PaperSchema.refine((paper) => optionsOf(paper).every(isId)),
  least: z.number().int().min(BALLOTS_MIN).max(500),
  quorum: atMost,
  exact: z.boolean(),
  pool: Id.nullable(),
}) satisfies z.ZodType<SecretVoteRules>;

const earlier = z
  .array(z.strictObject({ eligible: atMost, ballots: atMost, both: atMost }))
  .max(200);
export const Closing = z.strictObject({
  eligible: atMost,
  passes: atMost,
  replacements: atMost,
  staffEntered: atMost,
  earlier,
});
export const PoolClosing = z.strictObject({
  votes: z
    .array(Id)
    .min(1)
    .max(200)
    .refine((ids) => new Set(ids).size === ids.length),
  earlier,
});

/** Kept as it was opened, so read as it was kept. Throws when it is not: a bug or a damaged file. */
export const readRules = (text: string): SecretVoteRules => VoteRules.parse(JSON.parse(text));

/** The ballot that was packed, or null when it does not answer this vote, or says so in a way of its own. */
export function readChoice({ paper }: SecretVoteRules, choice: string): Ballot | null {
  const packed = fromTextUpTo(choice, maxBytes(paper));
  return packed === null ? null : unpackBallot(paper, packed);
}
