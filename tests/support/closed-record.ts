import type { BoardContent } from '@canopy/domain';
import { expect } from 'vitest';
import { FormClient } from './form-client.ts';
import type { Host } from './host.ts';
import { LivePerson, until } from './live-person.ts';
import type { PlantedRoom } from './planted-rooms.ts';
import { storedBoard, storedRecord } from './stored-session.ts';

/**
 * Closes the session as its chair does, and lays side by side what it leaves behind: the board in the
 * database, the record made of it, and the file that staff take away.
 */
export async function closeAndCompare(host: Host, room: PlantedRoom): Promise<void> {
  const { sessionId } = room;
  const before = await storedBoard(host, room.boardId);
  const chair = new LivePerson(host.url, { cookie: room.chair.cookie, sessionId });
  try {
    await until('the chair is in', () => chair.staff);
    expect(await chair.surely('session:close', { sessionId })).toMatchObject({ ok: true });
  } finally {
    chair.leave();
  }
  const { stages } = await storedRecord(host, sessionId);
  const kept = stages.find(({ id }) => id === room.boardStageId);
  if (kept?.kind !== 'board') throw new Error('the record has no board');
  expect(kept.board, 'the record is the board').toEqual(before);

  const desk = new FormClient(host.url, { 'canopy-staff': room.chair.cookie.split('=')[1] ?? '' });
  const answer = await desk.get(`/staff/sessions/${sessionId}/record/export/json`);
  expect(answer.status).toBe(200);
  const exported = (await answer.json()) as {
    record: { stages: { id: string; board?: BoardContent }[] };
  };
  const taken = exported.record.stages.find(({ id }) => id === room.boardStageId);
  expect(taken?.board, 'what staff take away is the board').toEqual(before);
}
