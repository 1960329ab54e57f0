import type { Session } from '@canopy/domain';
import type { MarkedLeaf, StaffView } from '@canopy/protocol';
import type { House } from '../house.ts';
import { markedLeaf } from './held-leaf.ts';

/** A board's held leaves for the worker who reads them, without their writers. */
export async function waitingLeaves(house: House, boardId: string): Promise<MarkedLeaf[]> {
  const held = await house.store.boards.heldOn(boardId);
  // Ids are random, so their order says nothing about who came first, and it holds still.
  return held.map(markedLeaf).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * What came to boards the room had shared and left. A board that was left while everyone thought
 * alone is not among them: its leaves go to the record together.
 */
export async function lateLeaves(house: House, session: Session): Promise<StaffView['late']> {
  const late: StaffView['late'] = [];
  for (const stage of await house.store.sessions.stages(session.id)) {
    if (stage.kind !== 'board' || stage.phase !== 'place' || stage.id === session.stageId) continue;
    const board = await house.store.boards.forStage(stage.id);
    const held = board === null ? [] : await waitingLeaves(house, board.boardId);
    if (board !== null && held.length > 0)
      late.push({ boardId: board.boardId, name: stage.name, held });
  }
  return late;
}
