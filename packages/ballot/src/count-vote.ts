import { bandOf } from './band.ts';
import { closeOf, maybeCloseOf, type Close } from './close.ts';
import { BALLOTS_MIN, type Ballot, type Paper } from './paper.ts';
import { closeAsSaid, readTally } from './read-tally.ts';
import type { Counted } from './result.ts';
import { pool, tally, type Tally } from './tally.ts';
import { isBanded, type Earlier } from './turnout.ts';

/** What was fixed before the vote opened, and how many could vote in it. */
export type Terms = {
  /** Never less than the ballots: whoever voted was eligible. */
  readonly eligible: number;
  /** Fewer ballots than this, and never fewer than five, are not counted at all. */
  readonly least: number;
  /** Ballots, blank ones among them, for the vote to decide anything; 0 = none needed. */
  readonly quorum: number;
  /** The group chose exact numbers although it is small. */
  readonly exact: boolean;
  /** Results already shown over some of the same people, re-votes and larger or smaller groups alike. */
  readonly earlier: readonly Earlier[];
};

/**
 * Counts the ballots of one box (each from `readBallot` or `unpackBallot`). Too few are not looked
 * at: not one of them is tallied, and the caller destroys them.
 */
export function countVote(paper: Paper, ballots: readonly Ballot[], terms: Terms): Counted {
  const tooFew = ifTooFew(ballots.length, terms);
  if (tooFew !== null) return tooFew;
  const counted = tally(paper, ballots);
  const eligible = Math.max(terms.eligible, ballots.length);
  return publish(paper, counted, closeOf(paper, ballots, counted, eligible), terms);
}

/**
 * Counts several boxes as one vote: nothing before all of them together hold enough ballots. Only
 * tallies come together, never ballots, so "too close" errs towards saying it (see `maybeCloseOf`).
 * The tallies themselves are as secret as ballots until then, and are destroyed when they are too few.
 */
export function countPool(paper: Paper, tallies: readonly Tally[], terms: Terms): Counted {
  const ballots = tallies.reduce((sum, each) => sum + each.ballots, 0);
  const tooFew = ifTooFew(ballots, terms);
  if (tooFew !== null) return tooFew;
  const counted = pool(paper, tallies);
  const eligible = Math.max(terms.eligible, ballots);
  return publish(paper, counted, maybeCloseOf(paper, counted, eligible), terms);
}

/**
 * Counts a vote whose ballots are not secret, where everyone was told who may see them: exactly, and
 * however few there are. What of it is shown to whom is for that level to say, not for this count.
 */
export function countOpen(
  paper: Paper,
  ballots: readonly Ballot[],
  { eligible, quorum }: Pick<Terms, 'eligible' | 'quorum'>,
): Extract<Counted, { counted: true }> {
  const counted = tally(paper, ballots);
  const close = closeOf(paper, ballots, counted, Math.max(eligible, ballots.length));
  const terms = { eligible, quorum, least: 0, exact: true, earlier: [] };
  return publish(paper, counted, close, terms, 0);
}

function ifTooFew(ballots: number, terms: Terms): Counted | null {
  const least = Math.max(terms.least, BALLOTS_MIN);
  return ballots < least ? { counted: false, ballots, least } : null;
}

function publish(
  paper: Paper,
  counted: Tally,
  close: Close,
  terms: Terms,
  fewest: number = BALLOTS_MIN,
): Extract<Counted, { counted: true }> {
  const { ballots, blank } = counted;
  const eligible = Math.max(terms.eligible, ballots);
  const quorate = ballots >= terms.quorum;
  // Of five ballots four may be blank: the numbers would then be the fifth's, and nobody else's.
  const answered = ballots - blank;
  const banded = isBanded({ eligible, ballots }, terms) || answered < fewest;
  const result = readTally(paper, counted, { eligible, quorate, banded, fewest });
  return {
    counted: true,
    eligible,
    ballots,
    blank: banded ? bandOf(blank, ballots) : blank,
    quorate,
    banded,
    close: closeAsSaid(result, ballots, banded) ?? close,
    result,
  };
}
