import type { Choice, VoteOption, VoteResult, VoteState } from '@canopy/domain';

export type StoredVote = {
  stageId: string;
  state: VoteState;
  /** Fixed when the vote opens, so that later board changes cannot change what was asked. */
  options: VoteOption[];
  result: VoteResult | null;
};

/** One person one vote: a ballot is keyed by stage and seat, and casting again replaces it. */
export interface Votes {
  /** Opens with these options. False = already opened (and nothing changes). */
  open(stageId: string, options: VoteOption[]): Promise<boolean>;
  find(stageId: string): Promise<StoredVote | null>;
  cast(stageId: string, seatId: string, choice: Choice): Promise<void>;
  ballotOf(stageId: string, seatId: string): Promise<Choice | null>;
  /** In seat-id order: never in the order they arrived. */
  ballots(stageId: string): Promise<{ seatId: string; choice: Choice }[]>;
  /** Forgets ballots whose time is over at `now` (data-map.ts), at most so many; the count of the vote stays. */
  removeDue(now: number, most: number): Promise<number>;
  countBallots(stageId: string): Promise<number>;
  /** Closes and keeps the count. False = not open. */
  close(stageId: string, result: VoteResult): Promise<boolean>;
}
