import type { Bilingual, Door, PauseReason, ReactionSet, Session } from '@canopy/domain';
import type { Sessions } from '../ports/sessions.ts';
import { bit, fromJson, json, touched, type Executor } from '../row.ts';
import type { Tables } from '../schema.ts';
import { stages } from './stages.ts';

const toSession = (row: Tables['session']): Session => ({
  id: row.id,
  groupId: row.group_id,
  title: fromJson<Bilingual>(row.title),
  startsAt: row.starts_at,
  state: row.state as Session['state'],
  door: row.door as Door,
  joinToken: row.join_token,
  spokenCode: row.spoken_code,
  reactionSet: row.reaction_set as ReactionSet,
  reactionsOn: row.reactions_on === 1,
  leadStaffId: row.lead_staff_id,
  stageId: row.stage_id,
  stageStartedAt: row.stage_started_at,
  extraMinutes: row.extra_minutes,
  pausedReason: row.paused_reason as PauseReason | null,
  openedAt: row.opened_at,
  closedAt: row.closed_at,
  deletedAt: row.deleted_at,
  createdAt: row.created_at,
});

const changeable = (session: Session) => ({
  title: json(session.title),
  starts_at: session.startsAt,
  state: session.state,
  door: session.door,
  join_token: session.joinToken,
  spoken_code: session.spokenCode,
  reaction_set: session.reactionSet,
  reactions_on: bit(session.reactionsOn),
  lead_staff_id: session.leadStaffId,
  stage_id: session.stageId,
  stage_started_at: session.stageStartedAt,
  extra_minutes: session.extraMinutes,
  paused_reason: session.pausedReason,
  opened_at: session.openedAt,
  closed_at: session.closedAt,
  deleted_at: session.deletedAt,
});

export function sessions(db: Executor): Sessions {
  const select = () => db.selectFrom('session').selectAll();
  const orNull = (row: Tables['session'] | undefined) =>
    row === undefined ? null : toSession(row);

  return {
    ...stages(db),

    async add(session) {
      await db
        .insertInto('session')
        .values({
          ...changeable(session),
          id: session.id,
          group_id: session.groupId,
          created_at: session.createdAt,
        })
        .execute();
    },

    async change(session) {
      return touched(
        await db
          .updateTable('session')
          .set(changeable(session))
          .where('id', '=', session.id)
          .executeTakeFirst(),
      );
    },

    async find(sessionId) {
      return orNull(await select().where('id', '=', sessionId).executeTakeFirst());
    },

    async findByJoinToken(joinToken) {
      return orNull(await select().where('join_token', '=', joinToken).executeTakeFirst());
    },

    async findByOpenCode(spokenCode) {
      return orNull(
        await select()
          .where('spoken_code', '=', spokenCode)
          .where('door', '=', 'open')
          .where('deleted_at', 'is', null)
          .executeTakeFirst(),
      );
    },

    async all(groupIds) {
      if (groupIds?.length === 0) return [];
      let query = select().where('deleted_at', 'is', null);
      if (groupIds !== null) query = query.where('group_id', 'in', [...groupIds]);
      return (await query.orderBy('starts_at').orderBy('id').execute()).map(toSession);
    },

    async open() {
      const rows = await select()
        .where('state', '=', 'open')
        .orderBy('starts_at')
        .orderBy('id')
        .execute();
      return rows.map(toSession);
    },
  };
}
