import type { Rule } from './paper.ts';

/** People who said each, as counted. */
export type YesNoCounts = { yes: number; no: number };
export type Decision = 'passed' | 'not-passed';

/**
 * What a rule that was fixed beforehand makes of the counts; `eligible` could have voted. "Not sure"
 * and blank are neither for nor against: they count against only where the rule is of all eligible.
 * A tie has not passed, nor has anything that nobody said yes to.
 */
export function decide(rule: Rule, { yes, no }: YesNoCounts, eligible: number): Decision {
  return yes > 0 && isEnough(rule, yes, no, eligible) ? 'passed' : 'not-passed';
}

function isEnough(rule: Rule, yes: number, no: number, eligible: number): boolean {
  switch (rule) {
    case 'more-than-half':
      return yes > no;
    case 'more-than-half-of-all':
      return 2 * yes > eligible;
    case 'two-thirds':
      return 3 * yes >= 2 * (yes + no);
    case 'consensus':
      return no === 0;
  }
}
