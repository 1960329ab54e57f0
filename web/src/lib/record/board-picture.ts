import type { LeafKind } from '#lib/leaf/kind.ts';
import { layTree, type PlacedBranch, type Tree, type TreeSizes } from '#lib/tree/lay-tree.ts';
import { wrapAtMost, wrapWords } from './wrap-words.ts';

/** A leaf as it will be read: already in words, with the address of its picture if it has one. */
export type PictureLeaf = {
  id: string;
  kind: LeafKind;
  words: string;
  lang: string;
  picture: string | null;
};
export type PictureBoard = {
  question: string;
  branches: { id: string; title: string; lang: string; leaves: PictureLeaf[] }[];
  loose: PictureLeaf[];
};

export type DrawnLeaf = PictureLeaf & {
  x: number;
  y: number;
  width: number;
  height: number;
  lines: string[];
  /** Right-hand branches mirror the notch. */
  mirrored: boolean;
};
export type DrawnBranch = {
  id: string;
  lang: string;
  lines: string[];
  x: number;
  y: number;
  side: PlacedBranch['side'];
};
export type BoardDrawing = {
  width: number;
  height: number;
  tree: Pick<Tree, 'trunk'> & { twigs: string; barks: string[] };
  branches: DrawnBranch[];
  leaves: DrawnLeaf[];
  plaque: { x: number; y: number; width: number; height: number; lines: string[] };
  /** Where the name of the leaves without a branch stands; null when every leaf has one. */
  looseTitle: { x: number; y: number } | null;
};

/** 16 px words at full width on a page, as the smallest type anywhere is (design README, Type). */
export const TYPE = { leaf: 16, leafLine: 21, name: 17, nameLine: 20, ask: 19, askLine: 25 };
export const LEAF_PAD = 11;
export const LEAF_TOP = 28;
const PICTURE = 44;
const SIZES: TreeSizes = { leafWidth: 176, leafHeight: 64, perRow: 2, gap: 10 };
const LOOSE_PER_ROW = 4;
const LOOSE_GAP_X = 18;
const LOOSE_GAP_Y = 26;
const MARGIN = 18;

/**
 * The board as one drawing, made on the server with no browser to measure in: every place is decided
 * here, and no two leaves share any of it. The same tree as in the room, two leaves to a row so that
 * it is readable on paper.
 */
export function drawBoard(board: PictureBoard): BoardDrawing {
  const tree = layTree(
    board.branches.map(({ id, leaves }) => ({
      id,
      leafCount: leaves.length,
      leafHeights: leaves.map((leaf) => measure(leaf).height),
    })),
    SIZES,
  );
  const hung = board.branches.map((branch, i) =>
    branch.leaves.map((leaf, at): DrawnLeaf => {
      const placed = tree.branches[i];
      const { x, y } = placed?.leaves[at] ?? { x: 0, y: 0 };
      return { ...leaf, ...measure(leaf), x, y, mirrored: placed?.side === 'right' };
    }),
  );
  const ask = wrapWords(board.question, tree.plaque.width - 44, TYPE.ask);
  const plaque = { ...tree.plaque, height: 24 + ask.length * TYPE.askLine, lines: ask };
  const foot = plaque.y + plaque.height + MARGIN;
  const loose = hangLoose(board.loose, foot + 52);
  return {
    width: tree.width,
    height: Math.max(foot, ...loose.map((leaf) => leaf.y + leaf.height + MARGIN)),
    tree: {
      trunk: tree.trunk,
      twigs: tree.twigs + hung.map(longTwigs).join(''),
      barks: tree.branches.map(({ bark }) => bark),
    },
    branches: tree.branches.map((placed, i) => nameOf(placed, board.branches[i])),
    leaves: [...hung.flat(), ...loose],
    plaque,
    looseTitle: loose.length === 0 ? null : { x: MARGIN + 4, y: foot + 18 },
  };
}

function measure(leaf: PictureLeaf): { width: number; height: number; lines: string[] } {
  const lines = wrapWords(leaf.words, SIZES.leafWidth - 2 * LEAF_PAD, TYPE.leaf);
  const picture = leaf.picture === null ? 0 : PICTURE;
  const height = LEAF_TOP + picture + lines.length * TYPE.leafLine + LEAF_PAD;
  return { width: SIZES.leafWidth, height: Math.max(height, SIZES.leafHeight), lines };
}

/** From each leaf down to the next one in its column: short words above must not leave a twig in the air. */
function longTwigs(leaves: readonly DrawnLeaf[]): string {
  return leaves
    .map((leaf, i) => {
      const above = leaves[i - SIZES.perRow];
      if (above === undefined) return '';
      const x = leaf.mirrored ? leaf.x + leaf.width - 33 : leaf.x + 33;
      return `M${x} ${above.y + above.height}V${leaf.y - 4}`;
    })
    .join('');
}

/** Two lines fit between one row of leaves and the next bough. */
function nameOf(
  { id, side, title: { x, y } }: PlacedBranch,
  branch: PictureBoard['branches'][number] | undefined,
): DrawnBranch {
  const room = SIZES.perRow * SIZES.leafWidth;
  const lines = wrapAtMost(2, branch?.title ?? '', room, TYPE.name);
  const up = (lines.length - 1) * TYPE.nameLine;
  return { id, side, lang: branch?.lang ?? 'en', lines, x, y: y + 18 - up };
}

function hangLoose(leaves: readonly PictureLeaf[], top: number): DrawnLeaf[] {
  const drawn: DrawnLeaf[] = [];
  let y = top;
  for (let start = 0; start < leaves.length; start += LOOSE_PER_ROW) {
    const row = leaves.slice(start, start + LOOSE_PER_ROW).map((leaf, column): DrawnLeaf => ({
      ...leaf,
      ...measure(leaf),
      x: MARGIN + column * (SIZES.leafWidth + LOOSE_GAP_X),
      y,
      mirrored: false,
    }));
    drawn.push(...row);
    y += Math.max(...row.map((leaf) => leaf.height)) + LOOSE_GAP_Y;
  }
  return drawn;
}

/** The leaf corner: two tight, two round. */
export function leafOutline({
  x,
  y,
  width,
  height,
}: Pick<DrawnLeaf, 'x' | 'y' | 'width' | 'height'>): string {
  const [tight, round] = [6, 22];
  return (
    `M${x + tight} ${y}H${x + width - round}a${round} ${round} 0 0 1 ${round} ${round}` +
    `V${y + height - tight}a${tight} ${tight} 0 0 1 -${tight} ${tight}H${x + round}` +
    `a${round} ${round} 0 0 1 -${round} -${round}V${y + tight}a${tight} ${tight} 0 0 1 ${tight} -${tight}Z`
  );
}
