import type { Actor, Session } from '@canopy/domain';

/** Whoever holds the lead, and chairs and administrators always: a room must never be stuck open. */
export const mayClose = (actor: Actor, session: Session): boolean =>
  actor.kind === 'staff' &&
  (actor.staff.id === session.leadStaffId ||
    actor.staff.role === 'chair' ||
    actor.staff.role === 'administrator');
