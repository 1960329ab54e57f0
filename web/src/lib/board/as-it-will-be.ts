import type { BoardContent, Leaf } from '@canopy/domain';
import type { HeldLeaf } from '@canopy/protocol';
import type { Letter } from '#lib/live/outbox-letter.ts';
import { findLeaf, type Place } from './places.ts';

/** A board and, apart from it, what its own person wrote that the others do not have. */
export type Seen = { board: BoardContent; held: readonly HeldLeaf[] };

export type Rules = {
  /** What this person writes waits: all think alone, or a worker looks first. */
  holdsBack: boolean;
  /** Other words take a leaf off the board again, until a worker has looked (people 60). */
  looksAgain: boolean;
  /** The name that a Named board will show on a leaf written now. */
  alias: string | null;
};

/**
 * The board as it will be once the server has taken these letters, oldest first. What the server
 * does with each is written in packages/actions/src/board; a letter whose leaf is there already, or
 * there no longer, changes nothing, so it does not matter which comes first: the board or the answer.
 */
export function asItWillBe(now: Seen, letters: readonly Letter[], rules: Rules): Seen {
  return letters.reduce((seen, letter) => after(seen, letter, rules), inOnePlace(now));
}

/** The board and the seat are told by two lines: a leaf that has come to the board waits no longer. */
function inOnePlace(seen: Seen): Seen {
  const held = seen.held.filter(({ id }) => findLeaf(seen.board, id) === undefined);
  return held.length === seen.held.length ? seen : { ...seen, held };
}

function after(seen: Seen, letter: Letter, rules: Rules): Seen {
  switch (letter.command) {
    case 'leaf:place':
      return placed(seen, letter, rules);
    case 'leaf:edit':
      return edited(seen, letter, rules);
    case 'leaf:move':
      return moved(seen, letter.input.leafId, letter.input);
    case 'leaf:withdraw':
    case 'leaf:remove':
      return without(seen, letter.input.leafId);
    default:
      return seen;
  }
}

/** The id under which a letter's leaf is known here and, once placed, to everyone. */
export const placedId = ({ intentId, input }: Letter<'leaf:place'>): string =>
  input.leafId ?? intentId;

function placed(seen: Seen, letter: Letter<'leaf:place'>, { holdsBack, alias }: Rules): Seen {
  const { input } = letter;
  const id = placedId(letter);
  if (isHeld(seen, id) || findLeaf(seen.board, id) !== undefined) return seen;
  const { kind, content, lang } = input.leaf;
  if (holdsBack) return { ...seen, held: [...seen.held, { id, kind, content, lang }] };
  const leaf: Leaf = { id, kind, content, lang, branchId: input.branchId, alias };
  return { ...seen, board: put(seen.board, leaf, { branchId: input.branchId, before: null }) };
}

function edited(seen: Seen, { input }: Letter<'leaf:edit'>, { looksAgain }: Rules): Seen {
  const { leafId, kind, content } = input;
  if (isHeld(seen, leafId))
    return {
      ...seen,
      held: seen.held.map((leaf) => (leaf.id === leafId ? { ...leaf, kind, content } : leaf)),
    };
  const leaf = findLeaf(seen.board, leafId);
  if (leaf === undefined) return seen;
  if (looksAgain)
    return {
      board: taken(seen.board, leafId),
      held: [...seen.held, { id: leafId, kind, content, lang: leaf.lang }],
    };
  const change = (leaves: readonly Leaf[]): Leaf[] =>
    leaves.map((each) => (each.id === leafId ? { ...each, kind, content } : each));
  return { ...seen, board: onEach(seen.board, change) };
}

function moved(seen: Seen, leafId: string, to: Place): Seen {
  const leaf = findLeaf(seen.board, leafId);
  const stands = to.branchId === null || seen.board.branches.some(({ id }) => id === to.branchId);
  // A branch that was started a moment ago has not come yet: the leaf waits where it is.
  if (leaf === undefined || !stands || to.before === leafId) return seen;
  return { ...seen, board: put(taken(seen.board, leafId), leaf, to) };
}

const without = (seen: Seen, leafId: string): Seen => ({
  board: taken(seen.board, leafId),
  held: isHeld(seen, leafId) ? seen.held.filter(({ id }) => id !== leafId) : seen.held,
});

const isHeld = ({ held }: Seen, leafId: string): boolean => held.some(({ id }) => id === leafId);

/** Branches that nothing happens to stay the very same, so that nothing draws them again. */
function onEach(board: BoardContent, change: (leaves: readonly Leaf[]) => Leaf[]): BoardContent {
  const same = (before: Leaf[], now: Leaf[]): boolean =>
    before.length === now.length && before.every((leaf, at) => leaf === now[at]);
  return {
    branches: board.branches.map((branch) => {
      const leaves = change(branch.leaves);
      return same(branch.leaves, leaves) ? branch : { ...branch, leaves };
    }),
    loose: change(board.loose),
  };
}

const taken = (board: BoardContent, leafId: string): BoardContent =>
  onEach(board, (leaves) => leaves.filter(({ id }) => id !== leafId));

/** In front of `before`, or last; on a branch that is gone it lies loose, as the server lays it. */
function put(board: BoardContent, leaf: Leaf, { branchId, before }: Place): BoardContent {
  const stands = board.branches.some(({ id }) => id === branchId);
  const there = stands ? branchId : null;
  const laid = leaf.branchId === there ? leaf : { ...leaf, branchId: there };
  const into = (leaves: readonly Leaf[]): Leaf[] => {
    const at = before === null ? -1 : leaves.findIndex(({ id }) => id === before);
    return at < 0 ? [...leaves, laid] : [...leaves.slice(0, at), laid, ...leaves.slice(at)];
  };
  return there === null
    ? { ...board, loose: into(board.loose) }
    : {
        ...board,
        branches: board.branches.map((branch) =>
          branch.id === there ? { ...branch, leaves: into(branch.leaves) } : branch,
        ),
      };
}
