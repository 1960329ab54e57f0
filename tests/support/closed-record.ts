import type { BoardContent, SessionRecord } from '@canopy/domain';
import { expect } from 'vitest';
import { FormClient } from './form-client.ts';
import { LivePerson, until } from './live-person.ts';
import type { PlantedRoom } from './planted-rooms.ts';

/** A place where sessions close, and its database read from beside it. */
export type Closing = {
  url: string;
  room: PlantedRoom;
  board(): Promise<BoardContent>;
  record(): Promise<SessionRecord>;
};

/**
 * Closes the session as its chair does, and lays side by side what it leaves behind: the board in the
 * database, the record made of it, and the file that staff take away.
 */
export async function closeAndCompare({ url, room, board, record }: Closing): Promise<void> {
  const { sessionId } = room;
  const before = await board();
  const chair = new LivePerson(url, { cookie: room.chair.cookie, sessionId });
  try {
    await until('the chair is in', () => chair.staff);
    expect(await chair.surely('session:close', { sessionId })).toMatchObject({ ok: true });
  } finally {
    chair.leave();
  }
  const { stages } = await record();
  const kept = stages.find(({ id }) => id === room.boardStageId);
  if (kept?.kind !== 'board') throw new Error('the record has no board');
  expect(kept.board, 'the record is the board').toEqual(before);

  const desk = new FormClient(url, { 'canopy-staff': room.chair.cookie.split('=')[1] ?? '' });
  const answer = await desk.get(`/staff/sessions/${sessionId}/record/export/json`);
  expect(answer.status).toBe(200);
  const exported = (await answer.json()) as {
    record: { stages: { id: string; board?: BoardContent }[] };
  };
  const taken = exported.record.stages.find(({ id }) => id === room.boardStageId);
  expect(taken?.board, 'what staff take away is the board').toEqual(before);
}
