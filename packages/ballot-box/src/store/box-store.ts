/**
 * All that the box keeps. Nothing here has a time, a number that counts up, or a default, and rows
 * are found by hashes: read in whole, a store says nothing of who came or in which order. Every
 * promise is kept when it resolves: what is sealed is on the disk.
 */
export interface BoxStore {
  votes: Votes;
  stages: Stages;
  /** Leaves no byte of what was destroyed in the files. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

/** `key` = SubjectPublicKeyInfo; `rules` = JSON. */
export type OpenedVote = { id: string; key: Uint8Array; rules: string };
export type StoredVote = OpenedVote & {
  /** `counted`: the ballots are gone and `result` is what was made of them. */
  state: 'open' | 'stopped' | 'counted';
  result: string | null;
};

/** `pass` = SHA-256 of the pass's prepared bytes; `choice` = the packed ballot. */
export type SealedBallot = { pass: Uint8Array; version: number; choice: string; code: string };
export type BallotAnswer = 'sealed' | 'newer-sealed' | 'not-open';

export interface Votes {
  /** `different` = open already with another key or other rules, or closed; nothing changes then. */
  open(vote: OpenedVote): Promise<'opened' | 'different'>;
  find(id: string): Promise<StoredVote | null>;
  /**
   * One transaction for all. A higher version overwrites the one before, the same again is sealed,
   * and anything else is `newer-sealed`.
   */
  seal(id: string, ballots: readonly SealedBallot[]): Promise<BallotAnswer[]>;
  countSealed(id: string): Promise<number>;
  /** No more ballots. False = there is no such vote. */
  stop(id: string): Promise<boolean>;
  /**
   * In one transaction: stops, gives all ballots sorted by their hashes to `tally`, keeps what it
   * says and destroys them. What was kept before when already counted; null = no such vote.
   */
  count(id: string, tally: (ballots: SealedBallot[]) => string): Promise<string | null>;
  /**
   * In one transaction: gives what was kept of these votes to `join`, in this order, and keeps what it
   * makes of each. False = one of them is not there or not counted, and nothing was done.
   */
  settle(ids: readonly string[], join: (results: string[]) => string[]): Promise<boolean>;
  /** Destroys everything of it, counted or not. */
  forget(id: string): Promise<void>;
}

export type OpenedStage = { id: string; key: Uint8Array };
export type StoredStage = OpenedStage & { state: 'open' | 'ended' };

/** `edit` = SHA-256 of the edit secret; `words` = the leaf as JSON; `answerKey` = 65 bytes. */
export type SubmittedLeaf = {
  pass: Uint8Array;
  edit: Uint8Array;
  leafId: string;
  words: string;
  answerKey: Uint8Array;
};
export type LeafChange = { edit: Uint8Array; version: number; words: string | null };
export type HandedOutLeaf = {
  leafId: string;
  words: string;
  answerKey: Uint8Array;
  changed: boolean;
};

export interface Stages {
  open(stage: OpenedStage): Promise<'opened' | 'different'>;
  find(id: string): Promise<StoredStage | null>;
  /** The same pass with the same edit hash again is sealed; with another, `pass-used`. */
  submit(id: string, leaf: SubmittedLeaf): Promise<'sealed' | 'pass-used' | 'not-open'>;
  /**
   * New words, or null to take the leaf back, which is for good. Also after the stage has ended. New
   * words wait for the next batch, even while an older wording is being handed out.
   */
  change(
    id: string,
    change: LeafChange,
  ): Promise<'sealed' | 'newer-sealed' | 'leaf-gone' | 'not-open'>;
  /**
   * No new leaves from now on. All that waits is in this batch, however few: the end of a stage, and
   * later of a session, is everybody's moment and not one author's. The same batch again stays as it
   * is. False = there is no such stage.
   */
  end(id: string, batch: string): Promise<boolean>;
  /**
   * All that waits, under the asker's name for it; the same again until it is kept. Null = fewer than
   * `least` wait. Sorted by id: who hands them on shuffles.
   */
  take(id: string, batch: string, least: number): Promise<HandedOutLeaf[] | null>;
  /** The words of this batch are destroyed here. Their hashes stay, for their authors' changes. */
  kept(id: string, batch: string): Promise<void>;
  /** Sorted. */
  withdrawn(id: string): Promise<string[]>;
  forget(id: string): Promise<void>;
}
