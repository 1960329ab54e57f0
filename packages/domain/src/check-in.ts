import { z } from 'zod';
import { SCALE_FACES } from './vote.ts';

/** Faces are counted, never kept beside a person; passing is as large as any answer (people 106). */
export const CHECK_IN_ANSWERS = [...SCALE_FACES, 'pass'] as const;
export const CheckInAnswer = z.enum(CHECK_IN_ANSWERS);
export type CheckInAnswer = z.infer<typeof CheckInAnswer>;

/** Staff see totals only once this many people have answered. Settings may only raise it. */
export const CHECK_IN_MIN = 5;
export type CheckInTotals = Partial<Record<CheckInAnswer, number>>;
