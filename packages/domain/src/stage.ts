import { z } from 'zod';
import { bilingual, type Bilingual } from './language.ts';
import { PrivacyLevel } from './privacy.ts';
import { VoteSettings } from './vote.ts';

export const STAGE_KINDS = [
  'welcome',
  'check-in',
  'board',
  'vote',
  'talk',
  'break',
  'close',
] as const;
export const StageKind = z.enum(STAGE_KINDS);
export type StageKind = z.infer<typeof StageKind>;

/** "What kind of say": worded as told … led by us, because ladders read as rank (people 102). */
export const RUNGS = ['told', 'asked', 'worked-together', 'decided-together', 'led-by-us'] as const;
export const Rung = z.enum(RUNGS);
export type Rung = z.infer<typeof Rung>;

export const QUESTION_MAX = 200;
export const STAGES_MAX = 20;
/** Advisory only: nothing is ever cut off at zero (people 14). Null = no rush. */
export const AdvisoryMinutes = z.number().int().min(1).max(120).nullable();

const shared = {
  name: bilingual(40),
  rung: Rung,
  minutes: AdvisoryMinutes,
};

/** What staff fill in for one stage. Only boards and votes carry a question and a privacy level. */
export const StageInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('welcome'), ...shared }),
  z.object({ kind: z.literal('check-in'), ...shared }),
  z.object({
    kind: z.literal('board'),
    ...shared,
    question: bilingual(QUESTION_MAX),
    privacy: PrivacyLevel,
    branches: z.array(bilingual(60)).max(12),
  }),
  z.object({
    kind: z.literal('vote'),
    ...shared,
    question: bilingual(QUESTION_MAX),
    privacy: PrivacyLevel,
    vote: VoteSettings,
  }),
  z.object({ kind: z.literal('talk'), ...shared }),
  z.object({ kind: z.literal('break'), ...shared }),
  z.object({ kind: z.literal('close'), ...shared }),
]);
export type StageInput = z.infer<typeof StageInput>;

export type Stage = StageInput & { id: string; sessionId: string; position: number };
export type BoardStage = Extract<Stage, { kind: 'board' }>;
export type VoteStage = Extract<Stage, { kind: 'vote' }>;

/** Boards begin with everyone thinking alone; staff reveal once, and then all place and cluster together. */
export const BOARD_PHASES = ['think', 'place'] as const;
export type BoardPhase = (typeof BOARD_PHASES)[number];

export const questionOf = (stage: StageInput): Bilingual | null =>
  'question' in stage ? stage.question : null;
