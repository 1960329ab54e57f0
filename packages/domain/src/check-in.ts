import { z } from 'zod';
import { showParts, type ShownCount } from './small-numbers.ts';
import { SCALE_FACES } from './vote.ts';

/** Faces are counted, never kept beside a person; passing is as large as any answer (people 106). */
export const CHECK_IN_ANSWERS = [...SCALE_FACES, 'pass'] as const;
export const CheckInAnswer = z.enum(CHECK_IN_ANSWERS);
export type CheckInAnswer = z.infer<typeof CheckInAnswer>;

/** Staff see totals once this many people have answered, and then once that many more have. Settings may only raise it. */
export const CHECK_IN_MIN = 5;
export type CheckInTotals = Partial<Record<CheckInAnswer, number>>;

/** Faces as they may be shown, small numbers hidden (people 74). A face nobody chose is not among them. */
export const showFaces = (totals: CheckInTotals): Partial<Record<CheckInAnswer, ShownCount>> => {
  const chosen = CHECK_IN_ANSWERS.map((face) => [face, totals[face] ?? 0] as const);
  return showParts(Object.fromEntries(chosen.filter(([, n]) => n > 0)));
};
