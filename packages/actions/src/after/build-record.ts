import { RECORD_VERSION, type Session, type SessionRecord } from '@canopy/domain';
import type { ActionContext } from '../action.ts';
import { countAttendance } from './attendance.ts';
import { recordStage } from './record-stage.ts';

/**
 * Everything a session leaves behind, read through the closing transaction. Holds no seat, no staff
 * id and no address; an alias only where the board was Named and everyone saw it anyway.
 */
export async function buildRecord(
  context: ActionContext,
  session: Session,
): Promise<SessionRecord> {
  const { tx, house, now } = context;
  const group = await tx.groups.find(session.groupId);
  if (group === null) throw new Error('a session without its group');
  const spent = await tx.room.spent(session.id);
  const stages: SessionRecord['stages'] = [];
  for (const stage of await tx.sessions.stages(session.id))
    stages.push(await recordStage(context, stage, spent[stage.id] ?? null));
  return {
    version: RECORD_VERSION,
    sessionId: session.id,
    groupId: group.id,
    groupName: group.name,
    groupKind: group.kind,
    title: session.title,
    openedAt: session.openedAt ?? session.startsAt,
    closedAt: now,
    attendance: countAttendance(
      await tx.seats.all(session.id),
      house.presence.staffIn(session.id).size,
    ),
    stages,
  };
}
