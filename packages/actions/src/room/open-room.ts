import { refuse, ok, type Actor, type Result, type Session, type Staff } from '@canopy/domain';
import type { Store } from '@canopy/storage';

/** A session that is running, or why it is not. */
export async function openSession(tx: Store, sessionId: string): Promise<Result<Session>> {
  const session = await tx.sessions.find(sessionId);
  if (session === null || session.deletedAt !== null) return refuse('not-found');
  switch (session.state) {
    case 'open':
      return ok(session);
    case 'planned':
      return refuse('session-not-open');
    case 'closed':
    case 'signed-off':
      return refuse('session-closed');
  }
}

/** For actions the table gives to staff alone. Another actor here is a hole in the table, so it throws. */
export function staffOf(actor: Actor): Staff {
  if (actor.kind !== 'staff') throw new Error(`staff action reached by ${actor.kind}`);
  return actor.staff;
}

/** One person moves the room, so that two do not pull it apart. */
export const leads = (actor: Actor, session: Session): boolean =>
  actor.kind === 'staff' && session.leadStaffId === actor.staff.id;
