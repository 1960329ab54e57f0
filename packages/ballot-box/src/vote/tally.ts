import { countPool, countVote, tally as sumOf, type Ballot, type Tally } from '@canopy/ballot';
import type {
  ClosingNumbers,
  PublishedPool,
  PublishedVote,
  SecretVoteRules,
  VoteClosing,
} from '@canopy/passes';
import type { SealedBallot } from '../store/box-store.ts';
import { readChoice } from './vote-rules.ts';

/**
 * What is left of a vote. `said` leaves the box; `share` stays in it until the pool is counted, and is
 * as secret as the ballots were; `pool` is what was said of all of them.
 */
export type Kept = {
  said: PublishedVote;
  share?: { tally: Tally; codes: string[] };
  pool?: PublishedPool;
};

/**
 * Everything about a vote that ever leaves the box. Never a ballot: a ranking of six is a
 * fingerprint. Pure, and blind to the order it is given ballots in. What may be said of how many is
 * for `@canopy/ballot` to say.
 */
export function tally(
  rules: SecretVoteRules,
  ballots: readonly SealedBallot[],
  { earlier, ...numbers }: VoteClosing,
  keyWords: string[],
): Kept {
  const said = { ...numbers, ballots: ballots.length, keyWords };
  if (ballots.length > numbers.passes + numbers.replacements)
    return { said: { ...said, outcome: 'void' } };
  const choices = ballots.map((ballot) => opened(rules, ballot));
  const codes = ballots.map(({ code }) => code).sort();
  const { paper } = rules;
  if (rules.pool !== null)
    return { said: { ...said, outcome: 'pooled' }, share: { tally: sumOf(paper, choices), codes } };
  const all = countVote(paper, choices, { ...rules, eligible: numbers.eligible, earlier });
  if (!all.counted) return { said: { ...said, outcome: 'too-few', least: all.least } };
  const { counted: _counted, ...count } = all;
  return { said: { ...said, ...count, outcome: 'counted', codes } };
}

/** Several votes as one; null when one of them has nothing to give, or gave it before. */
export function tallyPool(
  rules: SecretVoteRules,
  votes: readonly Kept[],
  earlier: VoteClosing['earlier'],
): PublishedPool | null {
  const shares = votes.flatMap(({ share }) => share ?? []);
  if (shares.length !== votes.length) return null;
  const sum = (of: keyof ClosingNumbers | 'ballots') => votes.reduce((n, { said }) => n + said[of], 0); // prettier-ignore
  const said = {
    eligible: sum('eligible'),
    passes: sum('passes'),
    replacements: sum('replacements'),
    staffEntered: sum('staffEntered'),
    ballots: sum('ballots'),
  };
  const tallies = shares.map((share) => share.tally);
  const all = countPool(rules.paper, tallies, { ...rules, eligible: said.eligible, earlier });
  if (!all.counted) return { ...said, outcome: 'too-few', least: all.least };
  const { counted: _counted, ...count } = all;
  return { ...said, ...count, outcome: 'counted', codes: shares.flatMap(({ codes }) => codes).sort() }; // prettier-ignore
}

function opened(rules: SecretVoteRules, { choice }: SealedBallot): Ballot {
  const read = readChoice(rules, choice);
  // It was read before it was sealed: what cannot be read now was damaged, and no total would be true.
  if (read === null) throw new Error('a sealed ballot cannot be read');
  return read;
}
