import { describe, expect, test } from 'vitest';
import { layTree, TREE_SIZES } from './lay-tree.ts';

const board = (...counts: number[]) =>
  layTree(counts.map((leafCount, i) => ({ id: `b${i}`, leafCount })));

describe('layTree', () => {
  test('draws the design: 5 branches of 3, 3, 3, 3 and 2 leaves', () => {
    const tree = board(3, 3, 3, 3, 2);
    expect(tree.width).toBe(1072);
    expect(tree.plaque).toEqual({ x: 376, y: 584, width: 320 });
    expect(tree.branches.map((branch) => branch.title)).toEqual([
      { x: 22, y: 24 }, { x: 1046, y: 24 }, { x: 22, y: 220 }, { x: 1046, y: 220 }, { x: 22, y: 416 },
    ]); // prettier-ignore
    expect(tree.branches[0]?.leaves).toEqual([
      { x: 18, y: 86 },
      { x: 188, y: 84 },
      { x: 358, y: 86 },
    ]);
    expect(tree.branches[3]?.leaves).toEqual([
      { x: 554, y: 282 },
      { x: 724, y: 280 },
      { x: 894, y: 282 },
    ]);
    expect(tree.blank).toMatchObject({
      side: 'right',
      title: { x: 640, y: 416 },
      place: { x: 640, y: 480 },
    });
    expect(tree.branches[0]?.bark).toBe(
      'M538 152C519 98 480 73 420 70C300 63 130 63 18 73C130 56 300 56 420 62C482 65 526 82 538 120Z',
    );
    expect(tree.trunk).toContain('M527 600C522 520');
  });

  test('an empty board is a trunk and a blank branch', () => {
    const tree = board();
    expect(tree.branches).toEqual([]);
    expect(tree.blank.side).toBe('left');
    expect(tree.twigs).toBe('');
  });

  test('the blank branch is always last', () => {
    expect(board(1).blank.side).toBe('right');
    expect(board(1, 1).blank.side).toBe('left');
    expect(board(1, 1).blank.title.y).toBeGreaterThan(board(1).blank.title.y);
  });

  test('nothing ever overlaps, whatever the counts and heights', () => {
    const tall = layTree([
      { id: 'a', leafCount: 8, leafHeights: [104, 300, 104, 150] },
      { id: 'b', leafCount: 1 },
      { id: 'c', leafCount: 4, leafHeights: [260] },
    ]);
    const heights: Record<string, number[]> = { a: [104, 300, 104, 150], b: [], c: [260] };
    const boxes = tall.branches.flatMap((branch) =>
      branch.leaves.map((leaf, i) => ({
        ...leaf,
        w: TREE_SIZES.leafWidth,
        h: heights[branch.id]?.[i] ?? TREE_SIZES.leafHeight,
      })),
    );
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1))
        expect(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y).toBe(
          true,
        );
    for (const box of boxes) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.w).toBeLessThanOrEqual(tall.width);
      expect(box.y + box.h).toBeLessThanOrEqual(tall.plaque.y);
    }
  });

  test('the same board is the same drawing', () => {
    expect(board(2, 5, 1)).toEqual(board(2, 5, 1));
  });
});
