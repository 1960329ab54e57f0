import type { Staff } from '@canopy/domain';
import type { Store } from '@canopy/storage';

/** A house whose last administrator is gone can never again say who may come in. */
export async function isLastAdministrator(tx: Store, staff: Staff): Promise<boolean> {
  if (staff.role !== 'administrator' || staff.disabledAt !== null) return false;
  const all = await tx.staff.all();
  return !all.some(
    ({ id, role, disabledAt }) =>
      id !== staff.id && role === 'administrator' && disabledAt === null,
  );
}
