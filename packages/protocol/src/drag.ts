/** Positions of a drag are sent, and passed on, at most this often. */
export const DRAG_EVERY_MS = 50;
/** A leaf whose drag falls silent for this long is dragged no longer. */
export const DRAG_SILENT_MS = 2_000;

/**
 * Where somebody holds a leaf just now: its upper left corner in units of the felt's scene. For the
 * moment only: sent volatile and without an acknowledgement, never stored, never says who. Parsed by
 * `leafDrag`; apart from it because browsers need the times above and not zod.
 */
export type LeafDrag = { boardId: string; leafId: string } & (
  { x: number; y: number } | { end: true }
);

export type LeavesDragged = { boardId: string; leaves: [leafId: string, x: number, y: number][] };
