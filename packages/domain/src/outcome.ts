import { z } from 'zod';
import { bilingual, type Bilingual } from './language.ts';

/** A theme: named leaves the chair carries somewhere. `leafIds` point into the session's record. */
export type Theme = {
  id: string;
  sessionId: string;
  name: Bilingual;
  /** The chair's one line on it; needed before sign-off. */
  line: Bilingual;
  strandId: string | null;
  leafIds: string[];
  position: number;
};
export const ThemeInput = z.object({
  name: bilingual(80),
  line: z.object({ en: z.string().trim().max(400), cy: z.string().trim().max(400) }),
  leafIds: z.array(z.string()).max(2000),
});
export type ThemeInput = z.infer<typeof ThemeInput>;

export const STRAND_KINDS = [
  'inspection-programme',
  'thematic-inspection',
  'research-project',
  'reporting',
  'recruitment',
  'other',
] as const;
export type StrandKind = (typeof STRAND_KINDS)[number];
export type WorkStrand = {
  id: string;
  kind: StrandKind;
  name: Bilingual;
  ownerName: string;
  createdAt: number;
  deletedAt: number | null;
};
export const StrandInput = z.object({
  kind: z.enum(STRAND_KINDS),
  name: bilingual(80),
  ownerName: z.string().trim().min(1).max(60),
});
export type StrandInput = z.infer<typeof StrandInput>;

/** Signing a record off answers every theme "heard"; the other four answers come with the strand owners. */
export const ANSWERS = ['heard', 'looking', 'doing', 'done', 'not-doing'] as const;
export type Answer = (typeof ANSWERS)[number];
