import { isBoundToGroups, ok, refuse, type Role } from '@canopy/domain';
import { EmailTaken, type Store } from '@canopy/storage';
import { defineAction, serviceScope } from '../action.ts';

export const addStaff = defineAction({
  name: 'staff:add',
  scope: serviceScope,
  async prepare({ auth }, { password }) {
    if (auth.isCommonPassword(password)) return refuse('weak-password', 'password');
    return ok(await auth.hashPassword(password));
  },
  async run({ tx, now, newId, prepared: passwordHash }, { password: _password, ...input }) {
    const groupIds = await boundGroups(tx, input.role, input.groupIds);
    if (groupIds === null) return refuse('bad-input', 'groupIds');
    const staffId = newId();
    try {
      await tx.staff.add({
        ...input,
        id: staffId,
        groupIds,
        disabledAt: null,
        createdAt: now,
        passwordHash,
      });
    } catch (error) {
      if (error instanceof EmailTaken) return refuse('email-taken', 'email');
      throw error;
    }
    return ok({ staffId });
  },
});

/** Kept only for roles that are bound to groups, so that a later demotion starts from nothing. Null = no such group. */
export async function boundGroups(
  tx: Store,
  role: Role,
  groupIds: readonly string[],
): Promise<string[] | null> {
  if (!isBoundToGroups(role)) return [];
  for (const groupId of groupIds) if ((await tx.groups.find(groupId)) === null) return null;
  return [...new Set(groupIds)];
}
