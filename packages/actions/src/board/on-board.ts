import { ok, refuse, type BoardStage, type Result } from '@canopy/domain';
import type { StoredSeat, StoredStage } from '@canopy/storage';
import type { ActionContext } from '../action.ts';
import { isReached } from '../plan/plannable.ts';
import { openSession } from '../room/open-room.ts';
import { seatFor } from '../room/seat-for.ts';

/** A board that may be acted on now. */
export type OnBoard = {
  boardId: string;
  sessionId: string;
  stage: StoredStage & BoardStage;
  /** Youth panels: a worker looks at each leaf before others see it (people 60). */
  glance: boolean;
};

/**
 * `live`: not paused, staff included, for what staff write for a member waits as everyone's does.
 * Members also later, on a board the room has been to: a phone that was out of signal when the room
 * moved on loses nothing. `staff`: at this board, paused or not, so that staff can tidy under the
 * cover. `showing`: staff later too, on a board that has been shared, so that what came late is shown
 * like the rest (people 60). `taking-away`: everyone later too, for words that must go must go at once
 * (the dispatcher has refused members while paused).
 */
export type When = 'live' | 'staff' | 'showing' | 'taking-away';

export async function onBoard(
  { tx, actor }: ActionContext,
  boardId: string,
  when: When,
): Promise<Result<OnBoard>> {
  const board = await tx.boards.find(boardId);
  const stage = board === null ? null : await tx.sessions.findStage(board.stageId);
  if (stage?.kind !== 'board') return refuse('not-found');
  const found = await openSession(tx, stage.sessionId);
  if (!found.ok) return found;
  const session = found.value;
  const mayBeLate =
    when === 'taking-away' ||
    (when === 'live' && actor.kind === 'seat') ||
    (when === 'showing' && stage.phase === 'place');
  if (session.stageId !== stage.id) {
    if (!mayBeLate) return refuse('wrong-stage');
    if (actor.kind === 'seat' && !(await isReached(tx, session, stage.id)))
      return refuse('wrong-stage');
  }
  if (session.pausedReason !== null && when === 'live') return refuse('paused');
  const group = await tx.groups.find(session.groupId);
  return ok({ boardId, sessionId: session.id, stage, glance: group?.kind === 'youth' });
}

/** For what members do together: placing begins when staff have revealed. Staff may set out a board before. */
export const isTogether = (on: OnBoard, { actor }: ActionContext): boolean =>
  on.stage.phase === 'place' || actor.kind === 'staff';

/** Whose leaf this is to be. Null = a leaf of the staff themselves, written by nobody in the group. */
export async function writerOf(
  context: ActionContext,
  on: OnBoard,
  forSeat: string | undefined,
): Promise<Result<StoredSeat | null>> {
  if (context.actor.kind === 'staff' && forSeat === undefined) return ok(null);
  return seatFor(context, on.sessionId, forSeat);
}

/** Says to whoever did this that they can undo it; nothing else of anybody's view has changed. */
export function tellDeeds({ announce, by }: ActionContext, { sessionId, boardId }: OnBoard): void {
  announce({ what: 'deeds', sessionId, boardId, by });
}

/** Says to somebody that their own view changed: a seat, or (null) the staff who share the room's. */
export function tell(context: ActionContext, on: OnBoard, seatId: string | null): void {
  const { sessionId } = on;
  context.announce(
    seatId === null ? { what: 'room', sessionId } : { what: 'seat', sessionId, seatId },
  );
}
