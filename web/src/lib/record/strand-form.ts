import type { StrandKind } from '@canopy/domain';
import type { Lang } from '#lib/language/lang.ts';
import { strandWords } from '#lib/words/strands.ts';

/** What a strand form holds, as it came. */
export type StrandFields = { kind: string; nameEn: string; nameCy: string; ownerName: string };
export const EMPTY_STRAND: StrandFields = { kind: '', nameEn: '', nameCy: '', ownerName: '' };

export function readStrand(form: FormData): StrandFields {
  const said = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  return {
    kind: said('kind'),
    nameEn: said('nameEn'),
    nameCy: said('nameCy'),
    ownerName: said('ownerName'),
  };
}

export const strandInput = ({ kind, nameEn, nameCy, ownerName }: StrandFields) => ({
  kind,
  name: { en: nameEn, cy: nameCy },
  ownerName,
});

const KIND_KEYS = {
  'inspection-programme': 'kindInspection',
  'thematic-inspection': 'kindThematic',
  'research-project': 'kindResearch',
  reporting: 'kindReporting',
  recruitment: 'kindRecruitment',
  other: 'kindOther',
} as const satisfies Record<StrandKind, string>;
export const STRAND_KIND_ORDER = Object.keys(KIND_KEYS) as StrandKind[];
export const strandKindWord = (kind: StrandKind, lang: Lang): string =>
  strandWords(lang)(KIND_KEYS[kind]);
