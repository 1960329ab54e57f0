import { ADULTS_MIN, type Session } from '@canopy/domain';
import type { Store } from '@canopy/storage';
import type { House } from '../house.ts';

/** Adults approved to be with children and connected to this room now: counted live, with rights as they are now. */
export async function approvedAdultsIn(
  house: House,
  store: Store,
  sessionId: string,
): Promise<number> {
  let approved = 0;
  for (const staffId of house.presence.staffIn(sessionId)) {
    const staff = await store.staff.find(staffId);
    if (staff?.approvedForChildren === true && staff.disabledAt === null) approved += 1;
  }
  return approved;
}

/** Two adults or it stops (people 48). Adult groups need none. */
export async function hasEnoughAdults(
  house: House,
  store: Store,
  session: Session,
): Promise<boolean> {
  const group = await store.groups.find(session.groupId);
  // A group that cannot be found is treated as the kind with more protection.
  if (group?.kind === 'adult') return true;
  return (await approvedAdultsIn(house, store, session.id)) >= ADULTS_MIN;
}
