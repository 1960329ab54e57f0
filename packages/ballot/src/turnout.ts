import { EXACT_MIN } from './paper.ts';

/** How many could vote and how many did. Of a secret vote nobody knows more. */
export type Turnout = { readonly eligible: number; readonly ballots: number };
/** A result shown before over some of the same people; `both` = how many could vote in either. */
export type Earlier = Turnout & { readonly both: number };

/** Two results are few apart when their voters may differ by this many people. */
const FEW = 4;

/**
 * Whether the voters of two results may differ by one to four people. Taking one result from the
 * other would then tell how so few voted, though each alone is large enough (anonymity 10). Who
 * voted is not known, so whatever the numbers leave possible is taken for true.
 */
export function fewApart(now: Turnout, before: Earlier): boolean {
  const { both } = before;
  const apart = (turnout: Turnout, forced: boolean) => {
    const alone = turnout.eligible - both;
    return forced ? Math.max(0, turnout.ballots - both) : Math.min(turnout.ballots, alone);
  };
  // Those who voted here and could not have voted there, at the least and at the most.
  const [nowLeast, beforeLeast] = [apart(now, true), apart(before, true)];
  const [nowMost, beforeMost] = [apart(now, false), apart(before, false)];
  const least =
    nowLeast + beforeLeast + Math.abs(now.ballots - nowLeast - (before.ballots - beforeLeast));
  const shared = now.ballots - nowMost + (before.ballots - beforeMost);
  const most = nowMost + beforeMost + Math.min(shared, 2 * both - shared);
  return least <= FEW && most >= 1;
}

/**
 * Whether a result is shown in bands: with fewer than ten ballots, unless the group chose exact
 * numbers before the vote opened; and always where an earlier result is few apart, which no choice
 * of one group can make safe for those who were in the other.
 */
export const isBanded = (
  now: Turnout,
  { exact, earlier }: { readonly exact: boolean; readonly earlier: readonly Earlier[] },
): boolean =>
  (now.ballots < EXACT_MIN && !exact) || earlier.some((before) => fewApart(now, before));
