import { z } from 'zod';
import { bilingual } from './language.ts';

export const VOTE_METHODS = ['approve', 'dots', 'scale', 'yes-no'] as const;
export const VoteMethod = z.enum(VOTE_METHODS);
export type VoteMethod = z.infer<typeof VoteMethod>;

export const DOTS_MAX = 10;
export const OPTIONS_MAX = 20;

/** Where the options come from: typed by staff, or the branches or leaves of an earlier board in this session. */
export const OptionSource = z.discriminatedUnion('from', [
  z.object({
    from: z.literal('list'),
    options: z
      .array(z.object({ id: z.string().min(1).max(24), text: bilingual(80) }))
      .min(1)
      .max(OPTIONS_MAX),
  }),
  z.object({ from: z.literal('branches'), boardStageId: z.string().nullable() }),
  z.object({ from: z.literal('leaves'), boardStageId: z.string().nullable() }),
]);
export type OptionSource = z.infer<typeof OptionSource>;

/** `dots` is each person's budget; `maxPerOption` stops one person sinking all of theirs in one place. */
export const VoteSettings = z.object({
  method: VoteMethod,
  source: OptionSource,
  dots: z.number().int().min(1).max(DOTS_MAX),
  maxPerOption: z.number().int().min(1).max(DOTS_MAX),
});
export type VoteSettings = z.infer<typeof VoteSettings>;

/** Scale and yes–no ask about the question itself, so they have no options. */
export const hasOptions = (method: VoteMethod): boolean =>
  method === 'approve' || method === 'dots';

export type VoteOption = { id: string; text: { en: string; cy: string } };

/** A vote on leaves may have hundreds of options; somebody may like them all. */
const CHOSEN_MAX = 500;
const OptionId = z.string().min(1).max(40);
export const SCALE_FACES = ['rough', 'low', 'ok', 'good', 'great'] as const;
export const ScaleFace = z.enum(SCALE_FACES);
export type ScaleFace = z.infer<typeof ScaleFace>;
export const YES_NO = ['yes', 'no', 'not-sure'] as const;

/** One person's choice. An empty approve or dots choice is a blank: counted as a voter, for nothing. */
export const Choice = z.discriminatedUnion('method', [
  z.object({ method: z.literal('approve'), options: z.array(OptionId).max(CHOSEN_MAX) }),
  z.object({
    method: z.literal('dots'),
    dots: z
      .array(z.object({ option: OptionId, n: z.number().int().min(1).max(DOTS_MAX) }))
      .max(OPTIONS_MAX),
  }),
  z.object({ method: z.literal('scale'), face: ScaleFace }),
  z.object({ method: z.literal('yes-no'), answer: z.enum(YES_NO) }),
]);
export type Choice = z.infer<typeof Choice>;

export type VoteState = 'open' | 'closed';

/**
 * A counted vote. `voters` = ballots cast, `eligible` = admitted seats when it closed. A line's
 * `count` is people for approve/scale/yes-no and dots for dots, where `people` says how many gave any.
 * Lines stay in the order of the options: ties are never broken by list position.
 */
export type VoteResult = {
  method: VoteMethod;
  voters: number;
  eligible: number;
  blank: number;
  lines: {
    option: string;
    text: { en: string; cy: string } | null;
    count: number;
    people: number;
  }[];
};
