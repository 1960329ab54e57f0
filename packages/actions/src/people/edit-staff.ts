import { ok, refuse } from '@canopy/domain';
import { defineAction, serviceScope } from '../action.ts';
import { boundGroups } from './add-staff.ts';
import { isLastAdministrator } from './last-administrator.ts';

/** Rights are read at each use, so the change holds from the next thing they do; live views follow. */
export const editStaff = defineAction({
  name: 'staff:edit',
  scope: serviceScope,
  async run({ tx, announce }, { staffId, name, role, approvedForChildren, groupIds }) {
    const staff = await tx.staff.find(staffId);
    if (staff === null) return refuse('not-found');
    if (role !== 'administrator' && (await isLastAdministrator(tx, staff)))
      return refuse('not-allowed', 'role');
    const bound = await boundGroups(tx, role, groupIds);
    if (bound === null) return refuse('bad-input', 'groupIds');
    await tx.staff.change({ ...staff, name, role, approvedForChildren, groupIds: bound });
    announce({ what: 'staff-changed', staffId });
    return ok({});
  },
});
