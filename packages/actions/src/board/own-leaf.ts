import { ok, refuse, type Result } from '@canopy/domain';
import type { HeldLeafRow, StoredSeat } from '@canopy/storage';
import type { ActionContext } from '../action.ts';
import type { OnBoard } from './on-board.ts';

/** A leaf somewhere on its way: still held back, or (held null) to be looked for on the board. */
export type FoundLeaf = { held: HeldLeafRow | null; seatId: string | null };

export async function findLeaf(
  { tx }: ActionContext,
  on: OnBoard,
  leafId: string,
): Promise<Result<FoundLeaf>> {
  const held = await tx.boards.findHeld(leafId);
  if (held !== null)
    return held.boardId === on.boardId ? ok({ held, seatId: held.seatId }) : refuse('leaf-gone');
  return ok({ held: null, seatId: await tx.boards.authorOf(leafId) });
}

/** Only its writer changes a leaf's words; a leaf of the staff belongs to all of them (writer null). */
export async function ownLeaf(
  context: ActionContext,
  on: OnBoard,
  leafId: string,
  writer: StoredSeat | null,
): Promise<Result<FoundLeaf>> {
  const found = await findLeaf(context, on, leafId);
  if (!found.ok) return found;
  return found.value.seatId === (writer?.id ?? null) ? found : refuse('not-yours');
}
