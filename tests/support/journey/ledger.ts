import type { Leaf } from '@canopy/domain';
import type { Export } from './record.ts';

/** What people sent, as the test saw them send it. At the end the record must say the same. */
export class Ledger {
  /** Words of each leaf and the branch it should hang on at the end; null = on none. */
  readonly leaves = new Map<string, string | null>();
  /** The last choice of each person, by option in English. */
  readonly votes = new Map<string, Readonly<Record<string, number>>>();

  readonly #writers = new Map<string, string>();

  placed(who: string, words: string, branch: string | null = null): void {
    if (this.leaves.has(words)) throw new Error(`two people wrote "${words}"; write another`);
    this.leaves.set(words, branch);
    this.#writers.set(words, who);
  }
  writtenBy(who: string): string[] {
    return [...this.leaves.keys()].filter((words) => this.#writers.get(words) === who);
  }
  hung(words: string, branch: string | null): void {
    this.leaves.set(words, branch);
  }
  voted(who: string, dots: Readonly<Record<string, number>>): void {
    this.votes.set(who, dots);
  }

  /** As lines, sorted, so that a difference reads as what is missing and what is too much. */
  get leafLines(): string[] {
    return [...this.leaves].map(([words, branch]) => line(words, branch)).sort();
  }
  get dotLines(): string[] {
    const totals = new Map<string, { dots: number; people: number }>();
    for (const dots of this.votes.values())
      for (const [option, n] of Object.entries(dots)) {
        const { dots: sum, people } = totals.get(option) ?? { dots: 0, people: 0 };
        totals.set(option, { dots: sum + n, people: people + 1 });
      }
    return [...totals]
      .map(([option, { dots, people }]) => `${option}: ${dots} of ${people}`)
      .sort();
  }
}

const line = (words: string, branch: string | null): string => `${branch ?? 'no branch'}: ${words}`;
const wordsOf = ({ content }: Leaf): string =>
  content.form === 'words' ? content.text : content.word;

/** Every leaf of a downloaded record, as the ledger writes them. */
export function recordedLeaves({ record }: Pick<Export, 'record'>): string[] {
  return record.stages
    .flatMap((stage) =>
      stage.kind === 'board'
        ? [
            ...stage.board.loose.map((leaf) => line(wordsOf(leaf), null)),
            ...stage.board.branches.flatMap(({ title, leaves }) =>
              leaves.map((leaf) => line(wordsOf(leaf), title.en)),
            ),
          ]
        : [],
    )
    .sort();
}

/** The counted vote of a downloaded record, options without a dot left out. */
export function recordedDots({ record }: Pick<Export, 'record'>): string[] {
  return record.stages
    .flatMap((stage) =>
      stage.kind === 'vote' && stage.result !== null
        ? stage.result.lines
            .filter(({ count }) => count > 0)
            .map(({ text, count, people }) => `${text?.en ?? ''}: ${count} of ${people}`)
        : [],
    )
    .sort();
}

/** How many reactions the record counts on the leaf with these words. */
export function recordedReactions({ record }: Pick<Export, 'record'>, words: string): number {
  return record.stages
    .flatMap((stage) => {
      if (stage.kind !== 'board') return [];
      const { branches, loose } = stage.board;
      return [...loose, ...branches.flatMap(({ leaves }) => leaves)]
        .filter((leaf) => wordsOf(leaf) === words)
        .flatMap(({ id }) => Object.values(stage.leafReactions[id] ?? {}));
    })
    .reduce((sum, n) => sum + n, 0);
}
