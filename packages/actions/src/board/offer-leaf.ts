import type { BoardOp } from '@canopy/board';
import type { BoardContent, LeafInput, Result } from '@canopy/domain';
import type { StoredSeat } from '@canopy/storage';
import type { ActionContext } from '../action.ts';
import { changeBoard } from './change-board.ts';
import type { OnBoard } from './on-board.ts';

export type Offered = LeafInput & { id: string };

/** Whether what a member writes waits: while all think alone, and in a youth panel for a worker's glance. */
export const isHeldBack = (on: OnBoard): boolean => on.stage.phase === 'think' || on.glance;

/** The operation that shows a leaf. Its writer is in it only where the group was promised names. */
export const putOp = (
  on: OnBoard,
  { id, kind, content, lang }: Offered,
  writer: StoredSeat | null,
  branchId: string | null,
): BoardOp => ({
  op: 'leaf-put',
  leaf: { id, kind, content, lang, alias: aliasOn(on, writer) },
  branchId,
  before: null,
});

/** Same in every language: `rowan`, or `rowan-2` for the second of that name. */
function aliasOn(on: OnBoard, writer: StoredSeat | null): string | null {
  if (on.stage.privacy !== 'named' || writer === null) return null;
  return writer.aliasNumber === 1 ? writer.alias : `${writer.alias}-${writer.aliasNumber}`;
}

/** Shows a leaf to everyone now, and remembers its writer apart from the board. */
export async function showLeaf(
  context: ActionContext,
  on: OnBoard,
  leaf: Offered,
  writer: StoredSeat | null,
  branchId: string | null,
): Promise<Result<BoardOp[]>> {
  if (writer !== null) await context.tx.boards.setAuthor(leaf.id, on.boardId, writer.id);
  return changeBoard(context, on.boardId, [putOp(on, leaf, writer, branchId)]);
}

export async function contentOf(
  { house, tx }: ActionContext,
  boardId: string,
): Promise<BoardContent> {
  return (await house.boards.read(boardId, tx)) ?? { branches: [], loose: [] };
}

export const leafIdsIn = ({ branches, loose }: BoardContent): Set<string> =>
  new Set([...branches.flatMap(({ leaves }) => leaves), ...loose].map(({ id }) => id));
