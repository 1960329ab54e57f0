import type { BoardOp } from '@canopy/board';
import type { LeafInput } from '@canopy/domain';
import type { HeldLeafRow } from '@canopy/storage';
import type { ActionContext } from '../action.ts';

/**
 * How to take one deed back: steps for leaves held back, then operations on the board. Kept as JSON
 * beside the deed, so it outlives a restart. All of it happens or none.
 */
export type Undo = { held: HeldUndo[]; ops: BoardOp[] };

export type HeldUndo =
  /** A leaf that was written: gone again, wherever it has got to since. */
  | { do: 'unwrite'; leafId: string }
  /** A shown leaf that went back behind the glance: no longer held. Its old words return by `ops`. */
  | { do: 'drop'; leafId: string }
  | { do: 'change'; leafId: string; leaf: LeafInput }
  /** A held leaf that was taken away: offered anew. */
  | { do: 'offer'; row: HeldLeafRow };

/** Remembers what was done and how to take it back, under the one who did it. */
export const addDeed = ({ keepDeed }: ActionContext, boardId: string, undo: Partial<Undo>): void =>
  keepDeed({
    boardId,
    inverse: JSON.stringify({ held: [], ops: [], ...undo } satisfies Undo),
  });

/** Read back only what `addDeed` wrote. */
export const readUndo = (inverse: string): Undo => JSON.parse(inverse) as Undo;
