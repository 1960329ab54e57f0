import type { Bilingual, Group, GroupKind } from '@canopy/domain';
import type { Groups } from '../ports/groups.ts';
import { fromJson, json, touched, type Executor } from '../row.ts';
import type { Tables } from '../schema.ts';

const toGroup = (row: Tables['member_group']): Group => ({
  id: row.id,
  kind: row.kind as GroupKind,
  name: fromJson<Bilingual>(row.name),
  serviceName: row.service_name,
  cadence: row.cadence as Group['cadence'],
  language: row.language as Group['language'],
  createdAt: row.created_at,
});

const changeable = (group: Group) => ({
  kind: group.kind,
  name: json(group.name),
  service_name: group.serviceName,
  cadence: group.cadence,
  language: group.language,
});

export function groups(db: Executor): Groups {
  return {
    async add(group) {
      await db
        .insertInto('member_group')
        .values({ ...changeable(group), id: group.id, created_at: group.createdAt })
        .execute();
    },

    async change(group) {
      return touched(
        await db
          .updateTable('member_group')
          .set(changeable(group))
          .where('id', '=', group.id)
          .executeTakeFirst(),
      );
    },

    async find(groupId) {
      const row = await db
        .selectFrom('member_group')
        .selectAll()
        .where('id', '=', groupId)
        .executeTakeFirst();
      return row === undefined ? null : toGroup(row);
    },

    async all() {
      const rows = await db
        .selectFrom('member_group')
        .selectAll()
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(toGroup);
    },
  };
}
