import { z } from 'zod';
import {
  ADDED_MAX,
  CHOOSE_MAX,
  DOTS_MAX,
  FACES,
  FISTS,
  INSTEAD_MAX,
  RANK_MAX,
  RULES,
  WHY_MAX,
  YES_NO,
  type Ballot,
  type Paper,
} from './paper.ts';
import type { Tally } from './tally.ts';
import { tidy } from './tidy.ts';

// In a file of its own: a phone that draws a result or packs a ballot then leaves zod on the server.

const OptionId = z.string().min(1).max(40);
const options = (max: number) =>
  z
    .array(OptionId)
    .min(1)
    .max(max)
    .refine((ids) => new Set(ids).size === ids.length);
const dots = z.number().int().min(1).max(DOTS_MAX);

/** A paper from outside, bounded in every direction. Refuses an option that is there twice. */
export const PaperSchema: z.ZodType<Paper> = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('approve'), options: options(CHOOSE_MAX) }),
  z.strictObject({
    method: z.literal('dots'),
    options: options(CHOOSE_MAX),
    dots,
    maxPerOption: dots,
  }),
  z.strictObject({ method: z.literal('scale') }),
  z.strictObject({ method: z.literal('fist') }),
  z.strictObject({ method: z.literal('yes-no'), rule: z.enum(RULES) }),
  z.strictObject({ method: z.literal('rank'), options: options(RANK_MAX) }),
  z.strictObject({ method: z.literal('replace'), options: options(RANK_MAX) }),
]);

const words = (max: number) =>
  z
    .string()
    // Before tidying, which costs time for each character a stranger sends.
    .max(max * 4)
    .refine((text) => text.isWellFormed())
    .transform(tidy)
    .refine((text) => text.length <= max);
const Places = z.array(z.array(OptionId).min(1).max(RANK_MAX)).max(RANK_MAX);

/**
 * The shape of a ballot, bounded; whether it answers one paper is for `fits`. Words come out tidied.
 * Nothing beside these fields is let through: an extra one could carry whose ballot it is.
 */
export const BallotSchema: z.ZodType<Ballot> = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('approve'), options: z.array(OptionId).max(CHOOSE_MAX) }),
  z.strictObject({
    method: z.literal('dots'),
    dots: z.array(z.strictObject({ option: OptionId, n: dots })).max(DOTS_MAX),
  }),
  z.strictObject({ method: z.literal('scale'), face: z.enum(FACES).nullable() }),
  z.strictObject({ method: z.literal('fist'), fist: z.enum(FISTS).nullable() }),
  z.strictObject({ method: z.literal('yes-no'), answer: z.enum(YES_NO).nullable() }),
  z.strictObject({ method: z.literal('rank'), places: Places }),
  z.strictObject({
    method: z.literal('replace'),
    places: Places,
    swap: z.strictObject({ option: OptionId, instead: words(INSTEAD_MAX) }).nullable(),
    added: z.array(words(INSTEAD_MAX)).max(ADDED_MAX),
    why: words(WHY_MAX),
  }),
]);

/** More people than any vote here will see; what is counted is never more than a few for each. */
const PEOPLE_MAX = 10_000;
const people = z
  .number()
  .int()
  .min(0)
  .max(PEOPLE_MAX * DOTS_MAX);
const lines = (max: number) => z.array(z.string().max(max)).max(PEOPLE_MAX * ADDED_MAX);

/** A tally from another box, bounded; whether it is of the same paper is for `pool`. */
export const TallySchema: z.ZodType<Tally> = z.strictObject({
  ballots: people,
  blank: people,
  totals: z.array(people).max(Math.max(2 * CHOOSE_MAX, 1 + RANK_MAX ** 2 + RANK_MAX)),
  words: z.strictObject({
    instead: lines(INSTEAD_MAX),
    added: lines(INSTEAD_MAX),
    why: lines(WHY_MAX),
  }),
});
