import { z } from 'zod';
import { bilingual, type Bilingual } from './language.ts';

export const GROUP_KINDS = ['adult', 'youth'] as const;
export const GroupKind = z.enum(GROUP_KINDS);
export type GroupKind = z.infer<typeof GroupKind>;

export const CADENCES = ['quarterly', 'three-a-year', 'monthly', 'as-needed'] as const;
export const GROUP_LANGUAGES = ['en', 'cy', 'both'] as const;

export type Group = {
  id: string;
  kind: GroupKind;
  name: Bilingual;
  /** A youth panel belongs to one named youth justice service; an adult group to none. */
  serviceName: string | null;
  cadence: (typeof CADENCES)[number];
  language: (typeof GROUP_LANGUAGES)[number];
  createdAt: number;
};

export const GroupInput = z
  .object({
    kind: GroupKind,
    name: bilingual(80),
    serviceName: z.string().trim().max(80).nullable(),
    cadence: z.enum(CADENCES),
    language: z.enum(GROUP_LANGUAGES),
  })
  .refine((g) => g.kind === 'adult' || (g.serviceName ?? '') !== '', { path: ['serviceName'] })
  .transform((g) => (g.kind === 'adult' ? { ...g, serviceName: null } : g));
export type GroupInput = z.infer<typeof GroupInput>;
