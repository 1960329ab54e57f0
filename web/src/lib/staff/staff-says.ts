import type { Role, Rung, SessionState, StageKind, VoteMethod } from '@canopy/domain';
import type { Lang } from '../language/lang.ts';
import { planStageWords } from '../words/plan-stage.ts';
import { planWords } from '../words/plan.ts';
import { staffWords } from '../words/staff.ts';

/* The domain's codes in words. Each table is total: a new code does not compile until it is worded. */

const ROLES = {
  administrator: 'administrator',
  chair: 'chair',
  'co-facilitator': 'coFacilitator',
  'note-taker': 'noteTaker',
} as const satisfies Record<Role, string>;
export const roleWord = (role: Role, lang: Lang): string => staffWords(lang)(ROLES[role]);

const KINDS = {
  welcome: 'welcome',
  'check-in': 'checkIn',
  board: 'board',
  vote: 'vote',
  talk: 'talk',
  break: 'break',
  close: 'close',
} as const satisfies Record<StageKind, string>;
export const kindWord = (kind: StageKind, lang: Lang): string => planStageWords(lang)(KINDS[kind]);

const RUNGS = {
  told: 'told',
  asked: 'asked',
  'worked-together': 'together',
  'decided-together': 'decided',
  'led-by-us': 'led',
} as const satisfies Record<Rung, string>;
export const rungWord = (rung: Rung, lang: Lang): string => planStageWords(lang)(RUNGS[rung]);

const METHODS = {
  approve: 'approve',
  dots: 'dots',
  scale: 'scale',
  'yes-no': 'yesNo',
} as const satisfies Record<VoteMethod, string>;
export const methodWord = (method: VoteMethod, lang: Lang): string =>
  planStageWords(lang)(METHODS[method]);

const STATES = {
  planned: 'planned',
  open: 'open',
  closed: 'closed',
  'signed-off': 'signedOff',
} as const satisfies Record<SessionState, string>;
export const stateWord = (state: SessionState, lang: Lang): string =>
  planWords(lang)(STATES[state]);

export const minutesWord = (minutes: number | null, lang: Lang): string => {
  const w = planWords(lang);
  return minutes === null ? w('noRush') : w('minutes', { n: minutes });
};

/** Who can see what, in the very words members are promised. */
export function privacyWords(
  kind: 'board' | 'vote',
  privacy: 'named' | 'hidden',
  lang: Lang,
): { level: string; means: string } {
  const w = planStageWords(lang);
  const means = {
    board: { named: w('boardNamed'), hidden: w('boardHidden') },
    vote: { named: w('voteNamed'), hidden: w('voteHidden') },
  };
  return { level: w(privacy), means: means[kind][privacy] };
}
