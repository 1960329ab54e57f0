import { ok, refuse } from '@canopy/domain';
import { defineAction, serviceScope } from '../action.ts';
import { isLastAdministrator } from './last-administrator.ts';

/** Nobody is deleted: the audit must still be able to say who did what. Both ways, by `disabled`. */
export const disableStaff = defineAction({
  name: 'staff:disable',
  scope: serviceScope,
  async run({ tx, house, now, announce }, { staffId, disabled }) {
    const staff = await tx.staff.find(staffId);
    if (staff === null) return refuse('not-found');
    if (disabled && (await isLastAdministrator(tx, staff))) return refuse('not-allowed');
    await tx.staff.change({ ...staff, disabledAt: disabled ? (staff.disabledAt ?? now) : null });
    if (!disabled) {
      announce({ what: 'staff-changed', staffId });
      return ok({});
    }
    await house.auth.inside(tx).signOutStaff(staffId);
    announce({ what: 'staff-ended', staffId });
    return ok({});
  },
});
