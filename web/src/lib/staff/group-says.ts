import type { Group } from '@canopy/domain';
import type { Lang } from '../language/lang.ts';
import { groupWords } from '../words/groups.ts';

const CADENCES = {
  quarterly: 'quarterly',
  'three-a-year': 'threeAYear',
  monthly: 'monthly',
  'as-needed': 'asNeeded',
} as const satisfies Record<Group['cadence'], string>;
export const cadenceWord = (cadence: Group['cadence'], lang: Lang): string =>
  groupWords(lang)(CADENCES[cadence]);

const LANGUAGES = { en: 'onlyEnglish', cy: 'onlyWelsh', both: 'both' } as const satisfies Record<
  Group['language'],
  string
>;
export const languagesWord = (language: Group['language'], lang: Lang): string =>
  groupWords(lang)(LANGUAGES[language]);
