import { ok } from '@canopy/domain';
import { defineAction, serviceScope } from '../action.ts';

export const addGroup = defineAction({
  name: 'group:add',
  scope: serviceScope,
  async run({ tx, newId, now }, group) {
    const groupId = newId();
    await tx.groups.add({ ...group, id: groupId, createdAt: now });
    return ok({ groupId });
  },
});
