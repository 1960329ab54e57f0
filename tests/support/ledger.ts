import { randomBytes } from 'node:crypto';
import { makeId, type BoardContent, type Leaf, type RefusalCode } from '@canopy/domain';

/** What one intent was to do, in words a checker can look for afterwards. */
export type Deed =
  | { do: 'place'; text: string; branchId: string | null }
  | { do: 'move'; leafId: string; branchId: string | null }
  | { do: 'edit'; leafId: string; text: string }
  | { do: 'withdraw'; leafId: string }
  | { do: 'vote'; stageId: string; option: string };

export type Entry = {
  readonly intentId: string;
  /** The seat. */
  readonly by: string;
  readonly boardId: string;
  readonly deed: Deed;
  /** `performance.now()` when it first went out. */
  firstSentAt: number;
  /** How often it was put on the wire: more than once when an answer was lost. */
  sent: number;
  outcome: 'open' | 'acknowledged' | 'refused';
  /** From the first time it was sent until it was answered. */
  tookMs: number;
  /** The leaf it makes: the sender's own id for it, then the one that was acknowledged. */
  leafId: string;
  code: RefusalCode | null;
};

export type Verdict = {
  acknowledged: number;
  refused: number;
  /** Acknowledged, and not as acknowledged afterwards. */
  lost: string[];
  /** Once asked for and there more than once. */
  doubled: string[];
  /** There although nobody was told so: refused, or never asked for. */
  unasked: string[];
};

type Expected = { text: string; branchId: string | null; gone: boolean; may: Leaving[] };
/** What an intent that was never answered may or may not have done. */
type Leaving = { text?: string; branchId?: string | null; gone?: boolean };

/**
 * Every client writes down what it asked and what it was told; afterwards this is laid beside the
 * database. Nothing else is believed. It takes each leaf to be changed by its writer alone, one
 * intent at a time and in order, as an outbox sends them.
 */
export class Ledger {
  readonly entries: Entry[] = [];

  open(entry: Pick<Entry, 'intentId' | 'by' | 'boardId' | 'deed'>): Entry {
    const opened: Entry = {
      ...entry,
      firstSentAt: 0,
      sent: 0,
      outcome: 'open',
      tookMs: 0,
      leafId: makeId((n) => randomBytes(n)),
      code: null,
    };
    this.entries.push(opened);
    return opened;
  }

  get acknowledged(): Entry[] {
    return this.entries.filter(({ outcome }) => outcome === 'acknowledged');
  }

  /** How long the slowest but 1 % of answers took. */
  get p99Ms(): number {
    const took = this.acknowledged.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
    return took[Math.floor(took.length * 0.99)] ?? 0;
  }

  /** `places: false` where others move leaves too, and nobody was promised where one ends. */
  judge(boardId: string, board: BoardContent, { places = true } = {}): Verdict {
    const entries = this.entries.filter((entry) => entry.boardId === boardId);
    const leaves = leavesIn(board);
    const verdict: Verdict = {
      acknowledged: entries.filter(({ outcome }) => outcome === 'acknowledged').length,
      refused: entries.filter(({ outcome }) => outcome === 'refused').length,
      lost: [],
      doubled: [],
      unasked: [],
    };
    for (const [leafId, told] of expectedOf(entries)) {
      const found = leaves.filter(({ id }) => id === leafId);
      if (found.length > 1) verdict.doubled.push(`${told.text} stands ${found.length} times`);
      if (!isAsTold(found[0] ?? null, told, places))
        verdict.lost.push(`${told.text}: told ${inWords(told)}, found ${placeOf(found[0])}`);
    }
    const asked = wordsAsked(entries);
    const seen = new Set<string>();
    for (const leaf of leaves) {
      const text = textOf(leaf);
      if (seen.has(text)) verdict.doubled.push(`${text} stands twice`);
      seen.add(text);
      const outcome = asked.get(text);
      if (outcome === undefined || outcome === 'refused')
        verdict.unasked.push(`${text} (${outcome ?? 'never asked for'})`);
    }
    return verdict;
  }

  /** The last acknowledged choice of each seat must be the one that is counted. */
  judgeVotes(stageId: string, counted: ReadonlyMap<string, string>): string[] {
    const told = new Map<string, string>();
    const open = new Map<string, string>();
    for (const { by, deed, outcome } of this.entries) {
      if (deed.do !== 'vote' || deed.stageId !== stageId) continue;
      if (outcome === 'acknowledged') told.set(by, deed.option);
      if (outcome === 'open') open.set(by, deed.option);
    }
    return [...told]
      .filter(([by, option]) => ![option, open.get(by)].includes(counted.get(by)))
      .map(([by, option]) => `${by} was told ${option}, ${counted.get(by) ?? 'nothing'} counts`);
  }
}

export const leavesIn = (board: BoardContent): Leaf[] => [
  ...board.branches.flatMap(({ leaves }) => leaves),
  ...board.loose,
];
export const textOf = ({ content }: Leaf): string =>
  content.form === 'words' ? content.text : content.word;

function expectedOf(entries: readonly Entry[]): Map<string, Expected> {
  const expected = new Map<string, Expected>();
  for (const { deed, outcome, leafId } of entries) {
    if (outcome === 'refused' || deed.do === 'vote') continue;
    if (deed.do === 'place') {
      // Never answered, so it may stand or not; as one of the words asked for it is looked at below.
      if (outcome === 'acknowledged')
        expected.set(leafId, { text: deed.text, branchId: deed.branchId, gone: false, may: [] });
      continue;
    }
    const told = expected.get(deed.leafId);
    if (told === undefined) continue;
    const change: Leaving =
      deed.do === 'move'
        ? { branchId: deed.branchId }
        : deed.do === 'edit'
          ? { text: deed.text }
          : { gone: true };
    if (outcome === 'open') told.may.push(change);
    else Object.assign(told, change, { may: [] });
  }
  return expected;
}

function isAsTold(leaf: Leaf | null, told: Expected, places: boolean): boolean {
  const ways: Leaving[] = [{}, ...told.may];
  return ways.some((change) => {
    const want = { ...told, ...change };
    if (want.gone) return leaf === null;
    if (leaf === null || textOf(leaf) !== want.text) return false;
    return !places || leaf.branchId === want.branchId;
  });
}

/** Each text that was ever asked for, with what became of asking. */
function wordsAsked(entries: readonly Entry[]): Map<string, Entry['outcome']> {
  const asked = new Map<string, Entry['outcome']>();
  for (const { deed, outcome } of entries)
    if (deed.do === 'place' || deed.do === 'edit') asked.set(deed.text, outcome);
  return asked;
}

const placeOf = (leaf: Leaf | undefined): string =>
  leaf === undefined ? 'nothing' : `“${textOf(leaf)}” on ${leaf.branchId ?? 'no branch'}`;
const inWords = ({ text, branchId, gone }: Expected): string =>
  gone ? 'taken back' : `“${text}” on ${branchId ?? 'no branch'}`;
