import { isReceiptCode, type BoxRefusal } from '@canopy/passes';
import type { BallotAnswer, SealedBallot, Votes } from '../store/box-store.ts';
import { readPublicKey, verifyPass } from '../verify-pass.ts';
import { readChoice, readRules } from './vote-rules.ts';

export type BallotEnvelope = {
  vote: string;
  prepared: string;
  signature: string;
  version: number;
  choice: string;
  code: string;
};

/** Sealed when it resolves so; a refusal has changed nothing. The same envelope again gets the same answer. */
export async function castBallot(
  votes: Votes,
  seal: (id: string, ballot: SealedBallot) => Promise<BallotAnswer>,
  envelope: BallotEnvelope,
): Promise<'sealed' | BoxRefusal> {
  const vote = await votes.find(envelope.vote);
  if (vote === null) return 'not-found';
  if (vote.state !== 'open') return 'not-open';
  const key = readPublicKey(vote.key);
  if (key === null) throw new Error('a vote was opened under a key that is none');
  const pass = verifyPass(key, envelope.prepared, envelope.signature);
  if (pass === null) return 'bad-pass';
  if (readChoice(readRules(vote.rules), envelope.choice) === null) return 'bad-choice';
  if (!isReceiptCode(envelope.code)) return 'bad-request';
  const { version, choice, code } = envelope;
  return seal(envelope.vote, { pass, version, choice, code });
}
