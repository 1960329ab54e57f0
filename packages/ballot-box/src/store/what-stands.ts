import type { BallotAnswer, SealedBallot } from './box-store.ts';

/** What becomes of a ballot beside the one its pass holds already: the higher version stands. */
export function whatStands(
  there: Omit<SealedBallot, 'pass'> | undefined,
  ballot: SealedBallot,
): { put: boolean; answer: BallotAnswer } {
  if (there === undefined || there.version < ballot.version) return { put: true, answer: 'sealed' };
  const same =
    there.version === ballot.version &&
    there.choice === ballot.choice &&
    there.code === ballot.code;
  return { put: false, answer: same ? 'sealed' : 'newer-sealed' };
}
