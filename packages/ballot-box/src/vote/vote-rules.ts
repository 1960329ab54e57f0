import { Choice, DOTS_MAX, VoteMethod } from '@canopy/domain/vote';
import { BALLOTS_MIN, CONTENT_BYTES, sizeOf, type SecretVoteRules } from '@canopy/passes';
import { checkChoice } from '@canopy/ballot';
import { z } from 'zod';

const option = z.string().regex(/^[\w-]{1,40}$/);
const dots = z.number().int().min(1).max(DOTS_MAX);

/** Refuses options of which the fullest ballot would not fit into an envelope: all have one length. */
export const VoteRules = z.strictObject({
  method: VoteMethod,
  options: z
    .array(option)
    .refine((options) => new Set(options).size === options.length)
    .refine((options) => sizeOf({ method: 'approve', options }) <= CONTENT_BYTES),
  dots,
  maxPerOption: dots,
  minimum: z.number().int().min(BALLOTS_MIN).max(500),
  exact: z.boolean(),
}) satisfies z.ZodType<SecretVoteRules>;

const atMost = z.number().int().min(0).max(10_000);
export const Closing = z.strictObject({
  eligible: atMost,
  passes: atMost,
  replacements: atMost,
  staffEntered: atMost,
  banded: z.boolean(),
});

/** Kept as it was opened, so read as it was kept. Throws when it is not: a bug or a damaged file. */
export const readRules = (text: string): SecretVoteRules => VoteRules.parse(JSON.parse(text));

/** The choice in a form of its own, or null when it does not answer this vote. */
export function readChoice(rules: SecretVoteRules, choice: unknown): Choice | null {
  const read = Choice.safeParse(choice);
  if (!read.success) return null;
  const options = rules.options.map((id) => ({ id, text: { en: '', cy: '' } }));
  return checkChoice(rules, options, read.data) ? read.data : null;
}
