import { describe, expect, test } from 'vitest';
import { drawBoard, type DrawnLeaf, type PictureBoard, type PictureLeaf } from './board-picture.ts';
import { guessWidth, wrapAtMost, wrapWords } from './wrap-words.ts';

const KINDS = ['idea', 'works', 'problem', 'want', 'parked'] as const;
const leaf = (n: number, length = (n * 37) % 280): PictureLeaf => ({
  id: `leaf${n}`,
  kind: KINDS[n % KINDS.length] ?? 'idea',
  words: 'Text us the day before, please. '.repeat(9).slice(0, Math.max(1, length)),
  lang: 'en',
  picture: n % 6 === 0 ? '/emoji/1f331.svg' : null,
});
const board = (branches: number, leaves: number, loose: number): PictureBoard => ({
  question: 'What should inspectors look at first?',
  branches: Array.from({ length: branches }, (_, b) => ({
    id: `branch${b}`,
    title: `Branch ${b}`,
    lang: 'en',
    leaves: Array.from({ length: leaves }, (__, n) => leaf(b * leaves + n)),
  })),
  loose: Array.from({ length: loose }, (_, n) => leaf(900 + n)),
});

const overlap = (a: DrawnLeaf, b: DrawnLeaf): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const overlaps = (leaves: readonly DrawnLeaf[]): string[] =>
  leaves.flatMap((a, i) =>
    leaves.slice(i + 1).flatMap((b) => (overlap(a, b) ? [`${a.id} and ${b.id}`] : [])),
  );

describe('the board as a picture', () => {
  test.each([
    [6, 8, 12],
    [1, 60, 0],
    [0, 0, 60],
    [24, 2, 12],
    [3, 0, 0],
  ])('%i branches of %i leaves and %i loose: none covers another, all inside', (b, each, loose) => {
    const drawing = drawBoard(board(b, each, loose));
    expect(drawing.leaves).toHaveLength(b * each + loose);
    expect(overlaps(drawing.leaves)).toEqual([]);
    for (const { x, y, width, height } of drawing.leaves) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(drawing.width);
      expect(y + height).toBeLessThanOrEqual(drawing.height);
    }
  });

  test('a long question grows its plaque and pushes the loose leaves down', () => {
    const drawn = drawBoard({ ...board(2, 2, 3), question: 'Why is this so long? '.repeat(9) });
    const foot = drawn.plaque.y + drawn.plaque.height;
    for (const { y } of drawn.leaves.filter(({ id }) => id.startsWith('leaf90')))
      expect(y).toBeGreaterThan(foot);
  });
});

describe('words in a width', () => {
  test('no line is wider, no word is lost', () => {
    const text = `One ${'w'.repeat(90)} and a few short words after it`;
    const lines = wrapWords(text, 150, 16);
    for (const line of lines) expect(guessWidth(line, 16)).toBeLessThanOrEqual(150);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  });

  test('what is cut is marked', () => {
    expect(wrapAtMost(2, 'many words here '.repeat(20), 100, 16)[1]).toMatch(/ …$/);
    expect(wrapAtMost(2, 'short', 100, 16)).toEqual(['short']);
  });
});
