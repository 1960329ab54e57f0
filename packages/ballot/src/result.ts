import type { ScaleFace } from '@canopy/domain';
import type { Shown } from './band.ts';
import type { Close } from './close.ts';
import type { Decision } from './decide.ts';
import type { Fist, Rule } from './paper.ts';

/** The fingers of fist-to-five: what is not standing aside or blocking. */
export type Fingers = Exclude<Fist, 'stand-aside' | 'block'>;

export type RankResult = {
  /** Ballots that put anything in order. */
  ranked: Shown;
  /** Best first; options in one tier are tied, and their order there means nothing. Empty when too few ranked. */
  tiers: string[][];
  /** Null where numbers are banded, or too few ranked. */
  lines: { option: string; averagePlace: number | null }[];
  /** `grid[i][j]`: people who put line i above line j; null against itself, and where too few ranked. */
  grid: (Shown | null)[][];
  /** Pairs whose average places stand the other way round: to be shown together. Empty when banded. */
  disagree: [above: string, below: string][];
};

/** What a vote answered. Lines stand in the order of the paper, whatever they got. */
export type Result =
  | { method: 'approve'; lines: { option: string; people: Shown }[]; first: string[] }
  | {
      method: 'dots';
      lines: { option: string; dots: Shown; people: Shown }[];
      first: string[];
    }
  | {
      method: 'scale';
      plot: { answer: ScaleFace; people: Shown }[];
      middle: [ScaleFace, ScaleFace] | null;
      spread: [ScaleFace, ScaleFace] | null;
    }
  | {
      method: 'fist';
      plot: { answer: Fingers; people: Shown }[];
      middle: [Fingers, Fingers] | null;
      spread: [Fingers, Fingers] | null;
      standAside: Shown;
      block: Shown;
      /** Said whatever the numbers: one block is a block. */
      blocked: boolean;
    }
  | {
      method: 'yes-no';
      rule: Rule;
      yes: Shown;
      no: Shown;
      notSure: Shown;
      decision: Decision | 'no-quorum';
    }
  | ({ method: 'rank' } & RankResult)
  | ({
      method: 'replace';
      /** People who would drop each. What they would have instead is listed apart, on purpose. */
      swaps: { option: string; people: Shown }[];
      instead: readonly string[];
      added: readonly string[];
      why: readonly string[];
    } & RankResult);

/**
 * A closed vote as it may be shown. `eligible` and `ballots` are numbers of people and always exact;
 * `blank` and everything in `result` is in bands when `banded`. No margin of error anywhere: the
 * group is the group. Percentages only through `percent`.
 */
export type Counted =
  | { counted: false; ballots: number; least: number }
  | {
      counted: true;
      eligible: number;
      ballots: number;
      blank: Shown;
      quorate: boolean;
      banded: boolean;
      close: Close;
      result: Result;
    };
