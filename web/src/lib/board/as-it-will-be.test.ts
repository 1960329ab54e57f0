import type { BoardContent, Leaf } from '@canopy/domain';
import { describe, expect, test } from 'vitest';
import type { Intent, Letter, WithoutId } from '#lib/live/outbox-letter.ts';
import { asItWillBe, type Rules, type Seen } from './as-it-will-be.ts';

const words = (text: string) => ({ form: 'words', text }) as const;
const leaf = (id: string, branchId: string | null): Leaf => ({
  id,
  branchId,
  kind: 'idea',
  lang: 'en',
  alias: null,
  content: words(id),
});
const branch = (id: string, ...leaves: string[]) => ({
  id,
  title: { en: id, cy: '' },
  leaves: leaves.map((each) => leaf(each, id)),
});
const board: BoardContent = {
  branches: [branch('x', 'a', 'b', 'c'), branch('y')],
  loose: [leaf('l', null)],
};
const now: Seen = { board, held: [] };
const OPEN: Rules = { holdsBack: false, looksAgain: false, alias: null };

let n = 0;
function letter<C extends Intent>(
  command: C,
  input: Omit<WithoutId<C>, 'boardId'> & { boardId?: string },
): Letter {
  const intentId = `intent ${(n += 1)}`;
  return {
    intentId,
    command,
    input: { boardId: 'board', ...input, intentId },
    refusal: null,
  } as never;
}
const place = (leafId: string, branchId: string | null) =>
  letter('leaf:place', {
    leafId,
    branchId,
    leaf: { kind: 'want', lang: 'en', content: words(leafId) },
  });
const move = (leafId: string, branchId: string | null, before: string | null = null) =>
  letter('leaf:move', { leafId, branchId, before });
const edit = (leafId: string, text: string) =>
  letter('leaf:edit', { leafId, kind: 'want', content: words(text) });
const withdraw = (leafId: string) => letter('leaf:withdraw', { leafId });

/** Where every leaf is, as one line: `x: a b | y: | - l`. */
const laid = (seen: Seen): string =>
  [
    ...seen.board.branches.map(({ id, leaves }) => [`${id}:`, ...leaves.map((each) => each.id)]),
    ['-', ...seen.board.loose.map((each) => each.id)],
  ]
    .map((line) => line.join(' '))
    .join(' | ');
const will = (...letters: Letter[]): Seen => asItWillBe(now, letters, OPEN);

describe('the board as it will be', () => {
  test('without letters is the board, the very same', () => {
    expect(will().board).toBe(board);
  });

  test.each<[string, Letter[], string]>([
    ['a leaf goes to the end of its branch', [place('n', 'x')], 'x: a b c n | y: | - l'],
    ['on no branch it lies loose', [place('n', null)], 'x: a b c | y: | - l n'],
    ['on a branch that is gone it lies loose too', [place('n', 'z')], 'x: a b c | y: | - l n'],
    ['a leaf that has come already is not drawn again', [place('b', 'y')], 'x: a b c | y: | - l'],
    ['a moved leaf is where it was put', [move('a', 'y')], 'x: b c | y: a | - l'],
    ['also in front of another', [move('l', 'x', 'b')], 'x: a l b c | y: | -'],
    ['within its branch', [move('c', 'x', 'a')], 'x: c a b | y: | - l'],
    ['in front of one that is gone: last', [move('l', 'x', 'gone')], 'x: a b c l | y: | -'],
    ['to a branch that has not come yet: it waits', [move('a', 'new')], 'x: a b c | y: | - l'],
    ['a move of what is gone moves nothing', [move('gone', 'y')], 'x: a b c | y: | - l'],
    ['taken back it is gone', [withdraw('b')], 'x: a c | y: | - l'],
    ['letters follow each other', [place('n', 'x'), move('n', 'y'), move('a', 'y', 'n')], 'x: b c | y: a n | - l'],
    ['placed and taken back leaves nothing', [place('n', 'x'), withdraw('n')], 'x: a b c | y: | - l'],
  ])('%s', (_, letters, line) => expect(laid(will(...letters))).toBe(line)); // prettier-ignore

  test('other words are shown, and only that leaf and its branch are new', () => {
    const seen = will(edit('b', 'otherwise'));
    expect(seen.board.branches[0]?.leaves[1]).toMatchObject({
      kind: 'want',
      content: words('otherwise'),
    });
    expect(seen.board.branches[0]?.leaves[0]).toBe(board.branches[0]?.leaves[0]);
    expect(seen.board.branches[1]).toBe(board.branches[1]);
  });

  test('on a Named board a leaf of one’s own wears the name it will have', () => {
    const seen = asItWillBe(now, [place('n', null)], { ...OPEN, alias: 'rowan-2' });
    expect(seen.board.loose[1]).toMatchObject({ id: 'n', alias: 'rowan-2', branchId: null });
  });
});

describe('people 38, 60: what the others do not have yet', () => {
  const HELD: Rules = { ...OPEN, holdsBack: true };
  test('a leaf that waits is not on the board, and its words and end are one’s own', () => {
    const seen = asItWillBe(now, [place('n', 'x'), place('m', 'x'), edit('n', 'two'), withdraw('m')], HELD); // prettier-ignore
    expect(laid(seen)).toBe(laid(now));
    expect(seen.held).toMatchObject([{ id: 'n', content: words('two') }]);
  });

  test('a leaf that a worker has shown meanwhile is not also waiting', () => {
    expect(asItWillBe(now, [place('b', 'x')], HELD).held).toEqual([]);
  });

  test('nor is one that the board has and the seat has not been told of yet', () => {
    const told: Seen = {
      board,
      held: [{ id: 'b', kind: 'idea', content: words('b'), lang: 'en' }],
    };
    expect(asItWillBe(told, [], HELD).held).toEqual([]);
  });

  test('other words go behind the glance once, whichever line tells of them first', () => {
    const heldFirst: Seen = {
      board,
      held: [{ id: 'b', kind: 'want', content: words('otherwise'), lang: 'en' }],
    };
    const seen = asItWillBe(heldFirst, [edit('b', 'otherwise')], { ...HELD, looksAgain: true });
    expect(laid(seen)).toBe('x: a c | y: | - l');
    expect(seen.held).toMatchObject([{ id: 'b', content: words('otherwise') }]);
  });

  test('other words go behind the glance again', () => {
    const seen = asItWillBe(now, [edit('b', 'otherwise')], { ...HELD, looksAgain: true });
    expect(laid(seen)).toBe('x: a c | y: | - l');
    expect(seen.held).toMatchObject([{ id: 'b', content: words('otherwise') }]);
  });
});
