import { count } from '@canopy/ballot';
import {
  EXACT_MIN,
  type PublishedVote,
  type SecretResult,
  type SecretVoteRules,
  type VoteClosing,
} from '@canopy/passes';
import type { SealedBallot } from '../store/box-store.ts';
import { band } from './band.ts';
import { readChoice } from './vote-rules.ts';

/**
 * Everything about a vote that ever leaves the box. Never a ballot: a ranking of six is a
 * fingerprint. Pure, and blind to the order it is given ballots in.
 */
export function tally(
  rules: SecretVoteRules,
  ballots: readonly SealedBallot[],
  { banded, ...numbers }: VoteClosing,
  keyWords: string[],
): PublishedVote {
  const said = { ...numbers, ballots: ballots.length, keyWords };
  if (ballots.length > numbers.passes + numbers.replacements) return { ...said, outcome: 'void' };
  if (ballots.length < rules.minimum) return { ...said, outcome: 'too-few' };
  const exact = !banded && (rules.exact || ballots.length >= EXACT_MIN);
  return {
    ...said,
    outcome: 'counted',
    result: resultOf(rules, ballots, numbers.eligible, exact),
    codes: ballots.map(({ code }) => code).sort(),
  };
}

function resultOf(
  rules: SecretVoteRules,
  ballots: readonly SealedBallot[],
  eligible: number,
  exact: boolean,
): SecretResult {
  const choices = ballots.map(({ choice }) => {
    const read = readChoice(rules, JSON.parse(choice));
    // It was read before it was sealed: what cannot be read now was damaged, and no total would be true.
    if (read === null) throw new Error('a sealed ballot cannot be read');
    return read;
  });
  const options = rules.options.map((id) => ({ id, text: { en: '', cy: '' } }));
  const { blank, lines, voters } = count(rules.method, options, choices, eligible);
  return exact
    ? {
        exact,
        blank,
        lines: lines.map(({ option, count: n, people }) => ({ option, count: n, people })),
      }
    : {
        exact,
        blank: band(blank, voters),
        lines: lines.map(({ option, people }) => ({ option, people: band(people, voters) })),
      };
}
