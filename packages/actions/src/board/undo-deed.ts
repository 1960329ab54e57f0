import type { BoardOp } from '@canopy/board';
import { ok, refuse, type Result } from '@canopy/domain';
import type { HeldLeafRow } from '@canopy/storage';
import { boardScope, defineAction, type ActionContext } from '../action.ts';
import { changeBoard } from './change-board.ts';
import { readUndo, type HeldUndo } from './deed.ts';
import { mend } from './mend.ts';
import { contentOf, isHeldBack, putOp } from './offer-leaf.ts';
import { onBoard, tell, type OnBoard } from './on-board.ts';

/**
 * Takes back one thing the caller did here, if it can still be taken back whole. An undo is not
 * itself a deed: undoing twice steps further back and never forth again.
 */
export const boardUndo = defineAction({
  name: 'board:undo',
  scope: (store, { boardId }) => boardScope(store, boardId),
  async run(context, { boardId, undoes }) {
    const { tx, by, actor } = context;
    const found = await onBoard(context, boardId, 'taking-away');
    if (!found.ok) return found;
    const on = found.value;
    const deed = await tx.boards.findDeed(undoes, by);
    if (deed === null || deed.undone || deed.boardId !== boardId) return refuse('nothing-to-undo');

    const undo = readUndo(deed.inverse);
    const ops = [...undo.ops];
    for (const step of undo.held) {
      const more = await undoHeld(context, on, step);
      if (!more.ok) return more;
      ops.push(...more.value);
    }
    const mended = mend(await contentOf(context, boardId), ops);
    if (ops.length > 0 && mended.length === 0) return refuse('nothing-to-undo');
    const changed = await changeBoard(context, boardId, mended);
    if (!changed.ok)
      return changed.refusal.code === 'too-many' ? changed : refuse('nothing-to-undo');
    await tx.boards.markUndone(undoes);

    if (undo.held.length > 0 || actor.kind === 'staff') tell(context, on, null);
    for (const seatId of await ownersOf(context, undo.held, mended)) tell(context, on, seatId);
    if (actor.kind === 'seat') tell(context, on, actor.seatId);
    return ok({});
  },
});

/** What must still happen on the board after this step. */
async function undoHeld(
  { tx }: ActionContext,
  on: OnBoard,
  step: HeldUndo,
): Promise<Result<BoardOp[]>> {
  switch (step.do) {
    case 'unwrite': {
      const dropped = await tx.boards.dropHeld(step.leafId);
      // Revealed since: then it is taken from the board.
      return ok(dropped === null ? [{ op: 'leaf-take', leafId: step.leafId }] : []);
    }
    case 'drop':
      return (await tx.boards.dropHeld(step.leafId)) === null ? refuse('nothing-to-undo') : ok([]);
    case 'change':
      // Once shown, older words that no worker has seen must not slip in.
      return (await tx.boards.changeHeld(step.leafId, step.leaf))
        ? ok([])
        : refuse('nothing-to-undo');
    case 'offer':
      return ok(await offerAgain({ tx }, on, step.row));
  }
}

/** As if it were written now: it waits where leaves wait, and is shown where they are shown at once. */
async function offerAgain(
  { tx }: Pick<ActionContext, 'tx'>,
  on: OnBoard,
  row: HeldLeafRow,
): Promise<BoardOp[]> {
  if (isHeldBack(on)) {
    await tx.boards.hold(row);
    return [];
  }
  await tx.boards.setAuthor(row.id, on.boardId, row.seatId);
  return [putOp(on, row, await tx.seats.find(row.seatId), null)];
}

async function ownersOf(
  { tx, actor }: ActionContext,
  held: readonly HeldUndo[],
  ops: readonly BoardOp[],
): Promise<Set<string>> {
  const owners = new Set<string>();
  for (const step of held) if (step.do === 'offer') owners.add(step.row.seatId);
  const leafIds = [
    ...held.flatMap((step) => ('leafId' in step ? step.leafId : [])),
    ...ops.flatMap((op) => (op.op === 'leaf-put' ? op.leaf.id : op.op === 'leaf-take' ? op.leafId : [])),
  ]; // prettier-ignore
  for (const leafId of leafIds) {
    const seatId = await tx.boards.authorOf(leafId);
    if (seatId !== null) owners.add(seatId);
  }
  if (actor.kind === 'seat') owners.delete(actor.seatId);
  return owners;
}
