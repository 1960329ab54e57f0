import { bough, mirror, shiftDown, trunkPath, type Point } from './wood.ts';

export type TreeBranch = {
  id: string;
  leafCount: number;
  /** Measured heights of its leaves, in order. Missing ones count as `leafHeight`. */
  leafHeights?: readonly number[];
};
export type TreeSizes = {
  leafWidth: number;
  leafHeight: number;
  /** Leaves side by side on one branch before the next row begins. */
  perRow: number;
  /** Between two leaves in a row. */
  gap: number;
};
export type Side = 'left' | 'right';
export type PlacedBranch = {
  id: string;
  side: Side;
  /** Where the name stands: its left edge on the left side, its right edge on the right. */
  title: Point;
  bark: string;
  leaves: Point[];
};
export type Tree = {
  width: number;
  height: number;
  trunk: string;
  branches: PlacedBranch[];
  /** All twigs as one path. */
  twigs: string;
  blank: { side: Side; title: Point; bark: string; place: Point };
  plaque: { x: number; y: number; width: number };
};

export const TREE_SIZES: TreeSizes = { leafWidth: 160, leafHeight: 104, perRow: 3, gap: 10 };

const MARGIN = 18;
const TITLE_Y = 24;
const LEAF_Y = 86;
const AFTER_LEAVES = 6;
/** Between two rows of leaves on one branch: room for the notch and its twig. */
const ROW_GAP = 24;
const PLAQUE = 320;
const PLAQUE_HEIGHT = 96;

/**
 * Places a board as one drawn tree: a trunk from the question, branches left and right by turns,
 * leaves hanging from each, and the blank branch last. Pure: the same board is the same drawing for
 * everyone, in the room and in the record. Units are px at "fit"; nothing depends on the window.
 */
export function layTree(branches: readonly TreeBranch[], sizes: TreeSizes = TREE_SIZES): Tree {
  const half = 2 * MARGIN + sizes.perRow * sizes.leafWidth + (sizes.perRow - 1) * sizes.gap;
  const rowOf = (index: number): number => Math.floor(index / 2);
  const sideOf = (index: number): Side => (index % 2 === 0 ? 'left' : 'right');
  const rows = rowOf(branches.length) + 1;
  const heights = branches.map((branch) => heightOf(branch, sizes));
  const tops: number[] = [0];
  for (let row = 0; row < rows; row++) {
    const tallest = Math.max(
      LEAF_Y + sizes.leafHeight + AFTER_LEAVES,
      heights[row * 2] ?? 0,
      heights[row * 2 + 1] ?? 0,
    );
    tops.push((tops[row] ?? 0) + tallest);
  }
  const top = (index: number): number => tops[rowOf(index)] ?? 0;
  const foot = tops[rows] ?? 0;

  const placed = branches.map((branch, index): PlacedBranch => {
    const side = sideOf(index);
    const y = top(index);
    const wood = shiftDown(bough(half), y);
    return {
      id: branch.id,
      side,
      title: { x: side === 'left' ? MARGIN + 4 : 2 * half - MARGIN - 8, y: y + TITLE_Y },
      bark: side === 'left' ? wood.path : mirror(wood, 2 * half).path,
      leaves: leafPlaces(branch, side, y, half, sizes),
    };
  });
  const index = branches.length;
  const y = top(index);
  const left = sideOf(index) === 'left';
  const blankX = left ? half - 104 - sizes.leafWidth : half + 104;
  return {
    width: 2 * half,
    height: foot - 4 + PLAQUE_HEIGHT,
    trunk: trunkPath(half, 124, foot + 12),
    branches: placed,
    twigs: placed.map((branch) => twigsOf(branch, sizes)).join(''),
    blank: {
      side: sideOf(index),
      title: { x: blankX, y: y + TITLE_Y },
      bark: blankBark(half, y, left),
      place: { x: blankX, y: y + LEAF_Y + 2 },
    },
    plaque: { x: half - PLAQUE / 2, y: foot - 4, width: PLAQUE },
  };
}

function rowHeights(branch: TreeBranch, sizes: TreeSizes): number[] {
  const rows: number[] = [];
  for (let i = 0; i < branch.leafCount; i++) {
    const row = Math.floor(i / sizes.perRow);
    rows[row] = Math.max(
      rows[row] ?? sizes.leafHeight,
      branch.leafHeights?.[i] ?? sizes.leafHeight,
    );
  }
  return rows;
}

function heightOf(branch: TreeBranch, sizes: TreeSizes): number {
  const rows = rowHeights(branch, sizes);
  const leaves = rows.reduce((sum, row) => sum + row, 0) + Math.max(0, rows.length - 1) * ROW_GAP;
  return LEAF_Y + Math.max(leaves, sizes.leafHeight) + AFTER_LEAVES;
}

function leafPlaces(
  branch: TreeBranch,
  side: Side,
  top: number,
  half: number,
  sizes: TreeSizes,
): Point[] {
  const rows = rowHeights(branch, sizes);
  const start = side === 'left' ? MARGIN : half + MARGIN;
  return Array.from({ length: branch.leafCount }, (_, i) => {
    const row = Math.floor(i / sizes.perRow);
    const column = i % sizes.perRow;
    const above = rows.slice(0, row).reduce((sum, height) => sum + height + ROW_GAP, 0);
    // Neighbours hang 2 px apart, as by hand.
    return {
      x: start + column * (sizes.leafWidth + sizes.gap),
      y: top + LEAF_Y + above - (column % 2) * 2,
    };
  });
}

function twigsOf(branch: PlacedBranch, sizes: TreeSizes): string {
  return branch.leaves
    .map((leaf, i) => {
      const x = branch.side === 'left' ? leaf.x + 33 : leaf.x + sizes.leafWidth - 33;
      const first = i < sizes.perRow;
      // The bough sinks towards its tip, so the outermost twig starts lower.
      const tip = first && (branch.side === 'left' ? i === 0 : i === sizes.perRow - 1);
      const from = leaf.y + ((i % sizes.perRow) % 2) * 2 - (first ? (tip ? 17 : 24) : ROW_GAP);
      return `M${x} ${from}V${leaf.y - 4}`;
    })
    .join('');
}

function blankBark(half: number, y: number, left: boolean): string {
  const x = (right: number): number => (left ? half - right : half + right);
  return `M${x(4)} ${y + 144}C${x(20)} ${y + 94} ${x(56)} ${y + 71} ${x(116)} ${y + 68}S${x(244)} ${y + 60} ${x(310)} ${y + 68}`;
}
