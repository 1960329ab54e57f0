import { countVote } from '@canopy/ballot';
import type { PublishedVote, SecretVoteRules, VoteClosing } from '@canopy/passes';
import type { SealedBallot } from '../store/box-store.ts';
import { readChoice } from './vote-rules.ts';

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
): PublishedVote {
  const said = { ...numbers, ballots: ballots.length, keyWords };
  if (ballots.length > numbers.passes + numbers.replacements) return { ...said, outcome: 'void' };
  const choices = ballots.map(({ choice }) => {
    const read = readChoice(rules, choice);
    // It was read before it was sealed: what cannot be read now was damaged, and no total would be true.
    if (read === null) throw new Error('a sealed ballot cannot be read');
    return read;
  });
  const { paper, least, quorum, exact } = rules;
  const all = countVote(paper, choices, { eligible: numbers.eligible, least, quorum, exact, earlier }); // prettier-ignore
  if (!all.counted) return { ...said, outcome: 'too-few', least: all.least };
  const { counted: _counted, ...count } = all;
  return { ...said, ...count, outcome: 'counted', codes: ballots.map(({ code }) => code).sort() };
}
