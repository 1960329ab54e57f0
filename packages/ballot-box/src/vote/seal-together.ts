import type { BallotAnswer, SealedBallot, Votes } from '../store/box-store.ts';

type Waiting = { ballot: SealedBallot; done: (answer: BallotAnswer) => void; failed: (error: unknown) => void }; // prettier-ignore

/**
 * Ballots that arrive in one turn of the event loop, or while others of their vote are being sealed,
 * share one transaction, sorted by their hashes: a room that votes at once waits for one disk, and what
 * lies next to what says nothing of who was first.
 */
export function sealTogether(
  votes: Votes,
): (id: string, ballot: SealedBallot) => Promise<BallotAnswer> {
  /** Votes of which ballots are being sealed, or will be in this turn, and what waits for the next time. */
  const waiting = new Map<string, Waiting[]>();

  const flush = async (id: string): Promise<void> => {
    const group = waiting.get(id) ?? [];
    if (group.length === 0) {
      waiting.delete(id);
      return;
    }
    waiting.set(id, []);
    // Stable, so two versions of one ballot keep the order they came in.
    group.sort((a, b) => Buffer.compare(a.ballot.pass, b.ballot.pass));
    try {
      const answers = await votes.seal(
        id,
        group.map(({ ballot }) => ballot),
      );
      group.forEach(({ done }, i) => {
        done(answers[i] ?? 'not-open');
      });
    } catch (error) {
      for (const { failed } of group) failed(error);
    }
    setImmediate(() => void flush(id));
  };

  return (id, ballot) =>
    new Promise((done, failed) => {
      const group = waiting.get(id);
      if (group !== undefined) group.push({ ballot, done, failed });
      else {
        waiting.set(id, [{ ballot, done, failed }]);
        setImmediate(() => void flush(id));
      }
    });
}
