import type { Role, Staff } from '@canopy/domain';
import { EmailTaken, type StaffMembers } from '../ports/staff-members.ts';
import { bit, together, touched, type Executor } from '../row.ts';
import type { Tables } from '../schema.ts';

const toStaff = (row: Tables['staff_member'], groupIds: string[]): Staff => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role as Role,
  approvedForChildren: row.approved_for_children === 1,
  groupIds,
  disabledAt: row.disabled_at,
  createdAt: row.created_at,
});

export function staffMembers(db: Executor): StaffMembers {
  const groupsOf = async (staffId: string): Promise<string[]> => {
    const rows = await db
      .selectFrom('staff_member_group')
      .select('group_id')
      .where('staff_id', '=', staffId)
      .orderBy('group_id')
      .execute();
    return rows.map((row) => row.group_id);
  };

  const bind = async (tx: Executor, staff: Staff): Promise<void> => {
    await tx.deleteFrom('staff_member_group').where('staff_id', '=', staff.id).execute();
    const rows = [...new Set(staff.groupIds)].map((group_id) => ({ staff_id: staff.id, group_id }));
    if (rows.length > 0) await tx.insertInto('staff_member_group').values(rows).execute();
  };

  return {
    add: (staff) =>
      together(db, async (tx) => {
        const added = await tx
          .insertInto('staff_member')
          .values({
            id: staff.id,
            email: staff.email,
            name: staff.name,
            role: staff.role,
            approved_for_children: bit(staff.approvedForChildren),
            disabled_at: staff.disabledAt,
            created_at: staff.createdAt,
            password_hash: staff.passwordHash,
          })
          // Not an error from the database: on Postgres that would spoil the whole transaction.
          .onConflict((oc) => oc.column('email').doNothing())
          .executeTakeFirst();
        if (!touched(added)) throw new EmailTaken();
        await bind(tx, staff);
      }),

    change: (staff) =>
      together(db, async (tx) => {
        const changed = await tx
          .updateTable('staff_member')
          .set({
            name: staff.name,
            role: staff.role,
            approved_for_children: bit(staff.approvedForChildren),
            disabled_at: staff.disabledAt,
          })
          .where('id', '=', staff.id)
          .executeTakeFirst();
        if (!touched(changed)) return false;
        await bind(tx, staff);
        return true;
      }),

    async setPassword(staffId, passwordHash) {
      return touched(
        await db
          .updateTable('staff_member')
          .set({ password_hash: passwordHash })
          .where('id', '=', staffId)
          .executeTakeFirst(),
      );
    },

    async find(staffId) {
      const row = await db
        .selectFrom('staff_member')
        .selectAll()
        .where('id', '=', staffId)
        .executeTakeFirst();
      return row === undefined ? null : toStaff(row, await groupsOf(row.id));
    },

    async findByEmail(email) {
      const row = await db
        .selectFrom('staff_member')
        .selectAll()
        .where('email', '=', email)
        .executeTakeFirst();
      if (row === undefined) return null;
      return { ...toStaff(row, await groupsOf(row.id)), passwordHash: row.password_hash };
    },

    async all() {
      const rows = await db
        .selectFrom('staff_member')
        .selectAll()
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      const bound = await db
        .selectFrom('staff_member_group')
        .selectAll()
        .orderBy('group_id')
        .execute();
      const groups = Map.groupBy(bound, (row) => row.staff_id);
      return rows.map((row) =>
        toStaff(
          row,
          (groups.get(row.id) ?? []).map((g) => g.group_id),
        ),
      );
    },

    async count() {
      const { n } = await db
        .selectFrom('staff_member')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow();
      return Number(n);
    },
  };
}
